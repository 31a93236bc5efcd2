"""What the sources ask of a home, as a register: each requirement with its force, whom it binds, and its time limit."""
