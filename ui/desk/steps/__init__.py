"""Parts of stages that work through one thing after another: lines, rounds, parked topics, next steps."""
