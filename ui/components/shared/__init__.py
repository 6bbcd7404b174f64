"""What several components share: scripts and styles that they name in `uses`, and how Python checks what they send."""
