"""What the sources ask of a home, and that laid beside what a home says or does. Never a verdict on compliance."""
