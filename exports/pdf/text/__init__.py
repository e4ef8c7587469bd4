"""Text of every script on PDF pages: shaped, wrapped, drawn as real text that can be searched and copied.

`book.TextBook` is the door; make one for each document, with a canvas from `book.new_canvas`. Nothing is imported here:
where a package imports its own modules, two threads that come to it at once can meet one of them half made.
"""
