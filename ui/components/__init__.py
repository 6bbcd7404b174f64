"""Our own browser components (Streamlit Components v2), one folder each: the Python face, its .js and its .css."""
