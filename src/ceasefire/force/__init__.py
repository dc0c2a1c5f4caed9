"""What is needed, what is offered, what can be kept up, what it costs."""
