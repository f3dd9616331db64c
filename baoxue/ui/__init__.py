"""The Streamlit frame and the parts that screens share: place and month, words, tables, foot line."""
