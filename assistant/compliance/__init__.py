"""What the sources require, laid beside what a home says or does. Never a verdict on compliance."""
