"""A method with one timeline, written and walked."""

TEXT = """
format = 1
id = "look-back"
version = "1"
title = "Look back"
summary = "What happened, in order."
purpose = "To see what happened, in order."
icon = "blameless"
minutes = 20
people = { least = 2, most = 12 }

[[activities]]
id = "what-happened"
kind = "timeline"
title = "What happened"
purpose = "Everybody sees the same."
question = "What is missing, or happened differently?"

[[activities.phases]]
id = "write"
title = "Write"
minutes = 5
say = "Write."

[[activities.phases]]
id = "walk"
title = "Walk"
minutes = 15
say = "Walk."
"""
