"""Acts of the analysis: which questions were asked, and where a factor belongs. See `facilitator.analysis`."""

from facilitator import analysis
from facilitator.acts.base import Acts
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes
from facilitator.text import one_line

LONGEST_QUESTION = 160
"""Characters of a question: it is read from the last row."""
MOST_QUESTIONS = 100
"""How many questions can be added to those of the method."""


class Analysis(Acts):
    """The one analysis of a session. Factors and what went well are notes: `facilitator.acts.notes`."""

    def mark_asked(self, question_id: str, asked: bool = True) -> Changes:
        """Note that a question was put to the room, or that it was not.

        Raises:
            UserError: there is no such question.
        """
        home = self._home
        self._question(question_id)
        others = [each for each in self._data.value(home, analysis.ASKED, ()) if each != question_id]
        after = [*others, question_id] if asked else others
        return self._session.values.set(home, analysis.ASKED, after or None, act="analysis.asked")

    def add_question(self, deck_id: str, text: str) -> str:
        """Add a question to a deck and return its id.

        Raises:
            UserError: no text, one that is too long to be read aloud, no such deck, or too many questions.
        """
        home = self._home
        if all(each.id != deck_id for each in analysis.decks(self._data)):
            raise UserError("There is no such deck of questions.")
        line = one_line(text, "A question")
        if len(line) > LONGEST_QUESTION:
            raise UserError(
                f"A question can have {LONGEST_QUESTION} characters at most, this has {len(line)}. Shorter is kinder."
            )
        standing = list(self._data.value(home, analysis.OWN_QUESTIONS, ()))
        if len(standing) >= MOST_QUESTIONS:
            raise UserError(f"{MOST_QUESTIONS} questions of your own are enough. Take one away first.")
        question_id = new_id()
        after = [*standing, {"id": question_id, "deck": deck_id, "text": line}]
        self._session.values.set(home, analysis.OWN_QUESTIONS, after, act="analysis.add_question")
        return question_id

    def delete_question(self, question_id: str) -> Changes:
        """Take away a question that somebody added; those of the method stay.

        Raises:
            UserError: there is no such question, or it belongs to the method.
        """
        home = self._home
        if not self._question(question_id).own:
            raise UserError("This question belongs to the method. It can be left unasked.")
        after = [
            each for each in self._data.value(home, analysis.OWN_QUESTIONS, ()) if each["id"] != question_id
        ]
        asked = [each for each in self._data.value(home, analysis.ASKED, ()) if each != question_id]
        values = {analysis.OWN_QUESTIONS: after or None, analysis.ASKED: asked or None}
        return self._session.values.set_many(home, values, act="analysis.delete_question")

    def set_category(self, factor_id: str, category: str | None) -> Changes:
        """Say where a factor belongs, one of `analysis.CATEGORIES`; None says nothing about it.

        Raises:
            UserError: another word, or the factor is gone.
        """
        home = self._home
        if category is not None and category not in analysis.CATEGORIES:
            raise UserError(f"A factor belongs to {', '.join(analysis.CATEGORIES)}, or is left open.")
        standing = {each.id for each in analysis.factors(self._data)}
        if factor_id not in standing:
            raise UserError("That factor is not there any more. Undo brings it back if it was deleted.")
        after = {
            key: word
            for key, word in self._data.value(home, analysis.CATEGORY, {}).items()
            if key in standing and key != factor_id
        }
        if category is not None:
            after[factor_id] = category
        return self._session.values.set(home, analysis.CATEGORY, after or None, act="analysis.category")

    @property
    def _home(self) -> str:
        found = analysis.home(self._data.method)
        if found is None:
            raise UserError("This workshop has no analysis.")
        return found

    def _question(self, question_id: str) -> analysis.Question:
        for deck in analysis.decks(self._data):
            for each in deck.questions:
                if each.id == question_id:
                    return each
        raise UserError("That question is not there any more.")
