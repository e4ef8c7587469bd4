"""Making a method on the desk: begin with a copy or empty, fill in, try it, save it among the others."""
