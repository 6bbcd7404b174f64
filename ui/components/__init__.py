"""Our own browser components (Streamlit Components v2), one folder each: the Python face, one .js, one .css."""
