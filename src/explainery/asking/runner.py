"""Asks questions, several at a time, and keeps each answer as soon as it is there."""

from __future__ import annotations

import json
import queue
import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from explainery.answers.questions import Question
from explainery.answers.records import Answer
from explainery.asking.ledger import Ledger
from explainery.asking.protocol import Model, Reply, UnansweredError
from explainery.asking.tuning import TUNING, tokens_in
from explainery.errors import ExplaineryError, ModelError

Asking = Callable[[Question, "Tally"], object]  # called with each question that is done, and what came of all so far


@dataclass(slots=True)
class Tally:
    """What came of asking.

    Attributes:
        answered: questions whose answers are in the file now.
        tokens_in: of all that was sent.
        tokens_out: of all that the model wrote.
        dropped: parts of answers that are in no list.
        dropped_of: how many of each task.
        models: who answered, as the servers call themselves.
        unanswered: questions without an answer, and why.
        left: questions that were not asked.
        error: why no more could be asked.
        why: the limit that was reached, in words.
        is_enough: whether that is the limit that a person set for this run.
        is_interrupted: whether a person stopped it.
    """

    answered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    dropped: int = 0
    dropped_of: Counter[str] = field(default_factory=Counter)
    models: set[str] = field(default_factory=set)
    unanswered: list[tuple[Question, str]] = field(default_factory=list)
    left: int = 0
    error: ExplaineryError | None = None
    why: str = ""
    is_enough: bool = False
    is_interrupted: bool = False

    @property
    def tokens(self) -> int:
        """What it has cost."""
        return self.tokens_in + self.tokens_out

    @property
    def is_stopped(self) -> bool:
        """Whether no more can be asked in this run."""
        return bool(self.error or self.why or self.is_interrupted)

    @property
    def is_fine(self) -> bool:
        """Whether everything was answered that a person wanted answered."""
        return not self.unanswered and (self.is_enough or not self.is_stopped)


def estimate(question: Question) -> int:
    """About how many tokens a question and its answer have."""
    asked = tokens_in(question.prompt) + tokens_in(json.dumps(question.schema))
    return asked + asked // 2


@dataclass(slots=True)
class Runner:
    """Asks one model, for one story.

    Attributes:
        model: who is asked.
        ledger: where answers are kept.
        parallel: questions at a time.
        most_tokens: of the whole run.
        most: questions of the whole run; None for no limit.
        progress: is called after each question.
        tally: what came of it so far.
    """

    model: Model
    ledger: Ledger
    parallel: int
    most_tokens: int
    most: int | None = None
    progress: Asking = lambda _, __: None
    tally: Tally = field(default_factory=Tally)
    _done: queue.SimpleQueue[tuple[Question, Reply | Exception]] = field(default_factory=queue.SimpleQueue)
    _unkept: deque[tuple[Question, Reply | Exception]] = field(default_factory=deque)
    _flying: dict[str, int] = field(default_factory=dict)  # about how many tokens each question under way takes
    _asked: int = 0
    _in_a_row: int = 0  # questions without an answer

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask questions, and keep their answers. Ctrl-C keeps those that are there.

        Raises:
            WritingError: an answer cannot be kept.
            AnswersError: somebody broke the file meanwhile.
        """
        waiting = deque({q.hash: q for q in questions}.values())
        try:
            while waiting or self._flying:
                self._start(waiting)
                if not self._flying:
                    break
                self._unkept.append(self._done.get())
                self._keep_all()
        except KeyboardInterrupt:
            self.tally.is_interrupted = True
            while not self._done.empty():
                self._unkept.append(self._done.get())
            self._keep_all()
        self.tally.left += len(waiting) + len(self._flying)

    def _start(self, waiting: deque[Question]) -> None:
        """Start as many as may be under way."""
        while waiting and len(self._flying) < self.parallel and self._may_ask(waiting[0]):
            question = waiting.popleft()
            self._flying[question.hash] = estimate(question)
            self._asked += 1
            # Not a pool: its threads would be waited for when the program ends.
            threading.Thread(target=self._work, args=(question,), daemon=True).start()

    def _may_ask(self, question: Question) -> bool:
        tally = self.tally
        if not tally.is_stopped:
            expected = tally.tokens + sum(self._flying.values()) + estimate(question)
            if self.most is not None and self._asked >= self.most:
                tally.why, tally.is_enough = "the limit of questions is reached", True
            elif expected > self.most_tokens and not self._flying:
                tally.why = "the limit of tokens is reached (`most_tokens` in .explainery/settings.yml)"
            elif self._in_a_row >= TUNING.failures:
                tally.why = f"{TUNING.failures} questions in a row were not answered"
            elif expected > self.most_tokens:
                return False  # until those under way have come back, and their cost is known
        return not tally.is_stopped

    def _work(self, question: Question) -> None:
        try:
            outcome: Reply | Exception = self.model.answer(question.prompt, question.schema)
        except Exception as error:  # noqa: BLE001 (it is told in the main thread)
            outcome = error
        self._done.put((question, outcome))

    def _keep_all(self) -> None:
        while self._unkept:
            question, outcome = self._unkept[0]
            self._keep(question, outcome)
            self._flying.pop(question.hash, None)
            self._unkept.popleft()  # only now: Ctrl-C may come in between
            self.progress(question, self.tally)

    def _keep(self, question: Question, outcome: Reply | Exception) -> None:
        if question.hash not in self._flying:  # it was kept when Ctrl-C came
            return
        tally = self.tally
        if isinstance(outcome, Reply):
            kept = question.keep(outcome.answer)
            day = datetime.now(UTC).date().isoformat()
            name = outcome.model or self.model.name
            tally.models.add(name)
            self.ledger.add(Answer(question.task, question.hash, name, day, kept.answer))
            tally.dropped_of.update({question.task.value: kept.dropped} if kept.dropped else {})
            tally.answered, tally.dropped, self._in_a_row = tally.answered + 1, tally.dropped + kept.dropped, 0
        elif isinstance(outcome, UnansweredError):
            tally.unanswered.append((question, outcome.what))
            self._in_a_row += 1
        elif isinstance(outcome, ModelError):
            tally.error = tally.error or outcome
            tally.left += 1
        else:
            raise outcome
        tally.tokens_in += getattr(outcome, "tokens_in", 0)
        tally.tokens_out += getattr(outcome, "tokens_out", 0)
