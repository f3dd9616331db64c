"""What every relation, form and workbook looks like. No I/O: nothing here opens a file or a database."""
