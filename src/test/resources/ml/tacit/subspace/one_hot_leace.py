# Reads table.csv (text columns work, land and sex, numbers age and hours, empty where missing) and
# writes erased.csv: the table with 0/1 columns against the most frequent level, from which the
# least-squares eraser of sex (Belrose et al., arXiv:2306.03819) has been taken.
import csv
import numpy as np

with open("table.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))


def one_hot(name):
    cells = [row[name] for row in rows]
    levels = sorted(set(cells) - {""})
    levels.sort(key=lambda level: -cells.count(level))  # stable: of equal ones the first by name
    levels = [levels[0]] + sorted(levels[1:]) + ([""] if "" in cells else [])
    try:
        from sklearn.preprocessing import OneHotEncoder

        encoder = OneHotEncoder(categories=[levels], drop=[levels[0]])
        return np.asarray(encoder.fit_transform([[cell] for cell in cells]).todense())
    except ImportError:
        return np.array([[cell == level for level in levels[1:]] for cell in cells], dtype=float)


def number(name, whole):
    x = np.array([float(row[name]) if row[name] else np.nan for row in rows])
    missing = np.isnan(x)
    mean = np.nanmean(x)
    x[missing] = np.floor(mean + 0.5) if whole else mean
    return np.column_stack([x, missing] if missing.any() else [x])


x = np.column_stack([number("age", True), one_hot("work"), number("hours", False), one_hot("land")])
z = np.array([[row["sex"] == s for s in sorted({r["sex"] for r in rows})] for row in rows], dtype=float)
mean = x.mean(axis=0)
xc, zc = x - mean, z - z.mean(axis=0)
values, vectors = np.linalg.eigh(xc.T @ xc / len(x))
whiten = vectors @ np.diag(values**-0.5) @ vectors.T
unwhiten = vectors @ np.diag(values**0.5) @ vectors.T
u, s, _ = np.linalg.svd(whiten @ (xc.T @ zc / len(x)), full_matrices=False)
u = u[:, s > 1e-10 * s[0]]
erased = x - xc @ (unwhiten @ u @ u.T @ whiten).T
np.savetxt("erased.csv", erased, delimiter=",", fmt="%.17g")
