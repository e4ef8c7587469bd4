"""The dialogs of the desk: each asks, carries out acts, and leaves by Enter or Esc."""
