"""What pages share: navigation, language, lessons, digits, figures, components, state."""
