"""Where extraction runs."""
