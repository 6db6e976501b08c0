"""Applies a Tacit model with NumPy alone: encoded tables, affine maps, rounding to the nearest."""
import json
import numpy as np


def load(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(int.from_bytes(f.read(8), "little")))
        data = f.read()
    model = json.loads(header.pop("__metadata__")["model"])
    numbers = lambda e: np.frombuffer(data[slice(*e["data_offsets"])], "<f8").reshape(e["shape"])
    return model, {name: numbers(entry) for name, entry in header.items()}


def encoded(column, x):  # numbers with NaN for missing, or texts with "" for missing
    if "levels" not in column:
        return np.column_stack([np.where(np.isnan(x), column["fill"], x)] + [np.isnan(x)] * column["indicator"])
    places = column["levels"] + [None] * column["other"] + [""] * column["missing"]
    others = len(column["levels"]) if column["other"] else 0
    place = [places.index(text) if text in places else others for text in x]
    return np.equal.outer(place, range(1, len(places)))


def apply(step, t, x):
    name = lambda field: t.get(step["tensors"] + field)
    if step["kind"] == "select":
        return x[:, np.array(step["columns"], int)]
    if step["kind"] == "affine":
        z = x if name("centre") is None else x - name("centre")
        if name("matrix") is not None:
            return z @ name("matrix").T + name("offset")
        return name("diagonal") * z - z @ name("right") @ name("left").T + name("offset")
    if step["kind"] == "round" and not name("random").any():
        width, origin, power = name("step"), name("origin"), 10.0 ** name("decimals")
        n = np.rint((x * power - origin) / np.maximum(width, 1))
        return np.where(width > 0, (origin + n * width) / power, x)
    raise ValueError("step '%s': use tacit transform, or docs/model-file.md" % step["kind"])


def transform(path, table):  # a sequence of values for each column, by its name
    model, t = load(path)
    assert not model["required_sections"], "sections that this reader does not know"
    columns, steps = [table[name] for name in model["inputs"]], model["steps"]
    if steps[0]["kind"] == "encode":
        columns, steps = map(encoded, steps[0]["columns"], columns), steps[1:]
    x = np.column_stack(list(columns)).astype(float)
    for step in steps:
        x = apply(step, t, x)
    return x  # columns as in model["outputs"]
