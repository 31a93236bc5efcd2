"""The web application: pages for people, over the calls that the HTTP API makes. No logic of its own."""
