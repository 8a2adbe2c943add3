"""Dependencies run where the request does: a thread for each would cost more than what they do."""

from collections.abc import Iterator
from inspect import isasyncgenfunction, isclass, iscoroutinefunction, isroutine

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts


def walk(dependant: Dependant) -> Iterator[Dependant]:
    for inner in dependant.dependencies:
        yield inner
        yield from walk(inner)


def test_no_dependency_takes_a_thread(app: FastAPI) -> None:
    threaded = set()
    for context in iter_route_contexts(app.routes):
        route = context.route
        if not isinstance(route, APIRoute):
            continue
        for dependant in walk(route.dependant):
            call = dependant.call
            # An object that is called, as FastAPI's for bearer tokens.
            function = call if isroutine(call) else type(call).__call__  # type: ignore[operator]
            runs_here = iscoroutinefunction(function) or isasyncgenfunction(function)
            # The form of a login is a class, and is followed by a hash that takes a thousand times as long.
            if not runs_here and not isclass(call):
                threaded.add(getattr(call, "__qualname__", repr(call)))
    assert threaded == set()
