"""The attacks of the default audit, with scikit-learn: how long they take there, on the same rows.

    ./tacit datasets export har --output har.csv
    ./tacit fit --method rdca --input har.csv --hide subject --drop activity --model m.safetensors
    ./tacit transform --model m.safetensors --input har.csv --output released.csv
    time ./tacit audit --input har.csv --keep activity --hide subject --released released.csv
    OPENBLAS_CORETYPE=SKYLAKEX python3 src/jmh/python/sklearn_audit.py har.csv released.csv

Same rows, splits and grids, tuned one axis after the other from the middle of the grid, two attacks
at a time with one thread each. scikit-learn has the learners only: no statistics, controls, limits or
report, which are in the time of `tacit audit`. Its gradient boosting grows a tree for every class in
every round, where Tacit's grows one for all classes, so totals are printed with and without it.
Needs numpy, scipy, scikit-learn, joblib, threadpoolctl (Debian: python3-sklearn, python3-threadpoolctl).
"""
import csv
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"  # two attacks at a time, as Tacit does

import joblib
import numpy as np
import scipy
import sklearn
from joblib import Parallel, delayed
from scipy.linalg import cho_factor, cho_solve, eigh
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_info

KERNEL_ROWS = 6000
GAP = 2


def read(path):
    with open(path, newline="") as file:
        header = next(csv.reader([file.readline()]))
        rows = list(csv.reader(file))
    labels = {name: np.array([row[i] for row in rows]) for i, name in enumerate(header) if name in ("subject", "activity")}
    numeric = [i for i, name in enumerate(header) if name not in ("subject", "activity")]
    return np.array([[row[i] for i in numeric] for row in rows], dtype=float), labels


def cells(*labels):
    """Row numbers of every cell, in their order."""
    found = {}
    for row, key in enumerate(zip(*labels)):
        found.setdefault(key, []).append(row)
    return found.values()


def outer_split(hide, keep):
    """60 % learned from, 40 % tested, in time within each cell, two rows left out between."""
    train, test = [], []
    for rows in cells(hide, keep):
        first = round(0.6 * (len(rows) - GAP))
        train += rows[:first]
        test += rows[first + GAP:]
    return np.sort(train), np.sort(test)


def inner_split(hide, keep):
    """The last quarter of each cell is tuned on."""
    fit, tune = [], []
    for rows in cells(keep, hide):
        tuned = len(rows) // 4
        gap = 0 if tuned == 0 else min(GAP, len(rows) - tuned - (len(rows) + 1) // 2)
        fit += rows[:len(rows) - tuned - gap]
        tune += rows[len(rows) - tuned:]
    return np.sort(fit), np.sort(tune if tune else fit)


class Learner:
    """Settings by axis; `fit(x, y)` prepares, `scores(setting, x)` learns and answers."""

    axes = ()
    limit = None

    def fit(self, x, y):
        self.x, self.y = x, y
        return self

    def model(self, setting):
        raise NotImplementedError

    def answer(self, setting, asked):
        return self.model(setting).fit(self.x, self.y).predict(asked)


class Logistic(Learner):
    axes = ((1e-1, 1e-2, 1e-3, 1e-4, 1e-5),)

    def model(self, setting):
        return LogisticRegression(C=1 / (setting[0] * len(self.y)))


class Lda(Learner):
    axes = ((0.9, 0.5, 0.1, 1e-2, 1e-3, 1e-4),)

    def model(self, setting):
        return LinearDiscriminantAnalysis(solver="lsqr", shrinkage=setting[0])


class Svm(Learner):
    axes = ((1e-1, 1e-2, 1e-3, 1e-4, 1e-5),)

    def model(self, setting):
        return LinearSVC(C=1 / (setting[0] * len(self.y)), dual=False)


class Qda(Learner):
    """On columns in which the shrunk covariance within classes is the identity."""

    axes = ((0.95, 0.8, 0.5, 0.2), (0.1, 0.01, 0.001))

    def fit(self, x, y):
        super().fit(x, y)
        means = {c: x[y == c].mean(axis=0) for c in np.unique(y)}
        within = x - np.array([means[c] for c in y])
        self.values, self.vectors = eigh(within.T @ within / len(y))
        return self

    def white(self, x, shrinkage):
        scale = (1 - shrinkage) * self.values + shrinkage * self.values.mean()
        return x @ (self.vectors / np.sqrt(np.maximum(scale, 1e-12)))

    def answer(self, setting, asked):
        model = QuadraticDiscriminantAnalysis(reg_param=setting[0])
        return model.fit(self.white(self.x, setting[1]), self.y).predict(self.white(asked, setting[1]))


class Products(Learner):
    """Columns, squares, and products of 24 leading components."""

    axes = ((1e-1, 1e-2, 1e-3),)

    def fit(self, x, y):
        self.pca = PCA(min(24, *x.shape), whiten=True, svd_solver="full").fit(x)
        self.scale = StandardScaler().fit(self.expanded(x))
        return super().fit(self.scale.transform(self.expanded(x)), y)

    def expanded(self, x):
        z = np.clip(self.pca.transform(x), -4, 4)
        left, right = np.tril_indices(z.shape[1], -1)
        plain = np.clip(x, -4, 4)
        return np.hstack([plain, plain ** 2, z[:, left] * z[:, right]])

    def answer(self, setting, asked):
        model = LogisticRegression(C=1 / (setting[0] * len(self.y)))
        return model.fit(self.x, self.y).predict(self.scale.transform(self.expanded(asked)))


class Kernel(Learner):
    """Ridge regression of class indicators; distances are computed once for all settings."""

    axes = ((0.25, 1, 4), (1, 0.1, 0.01, 0.001))
    limit = KERNEL_ROWS

    def fit(self, x, y):
        super().fit(x, y)
        self.classes = np.unique(y)
        self.known = self.distances(x)
        some = self.known[:500, :500]
        self.unit = 1 / np.median(some[np.tril_indices(len(some), -1)])
        self.asked = {}
        return self

    def distances(self, asked):
        return euclidean_distances(asked, self.x, squared=True)

    def answer(self, setting, asked):
        if id(asked) not in self.asked:
            self.asked = {id(asked): self.distances(asked)}
        gram = np.exp(-setting[0] * self.unit * self.known)
        gram[np.diag_indices(len(gram))] += setting[1]
        targets = (self.y[:, None] == self.classes) * 1.0
        mean = targets.mean(axis=0)
        weights = cho_solve(cho_factor(gram, overwrite_a=True, check_finite=False), targets - mean)
        between = np.exp(-setting[0] * self.unit * self.asked[id(asked)])
        return self.classes[np.argmax(between @ weights + mean, axis=1)]


class Laplacian(Kernel):
    def distances(self, asked):
        return cdist(asked, self.x, "cityblock")


class Neighbours(Learner):
    axes = ((1, 5, 15),)
    limit = KERNEL_ROWS

    def model(self, setting):
        return KNeighborsClassifier(setting[0], algorithm="brute")


class MetricNeighbours(Learner):
    axes = ((0.5, 0.1, 0.01, 0.001), (1, 5, 15))
    limit = KERNEL_ROWS

    def answer(self, setting, asked):
        lda = LinearDiscriminantAnalysis(solver="eigen", shrinkage=setting[0]).fit(self.x, self.y)
        model = KNeighborsClassifier(setting[1], algorithm="brute")
        return model.fit(lda.transform(self.x), self.y).predict(lda.transform(asked))


class Trees(Learner):
    def model(self, setting):
        return ExtraTreesClassifier(200, max_features=round(2 * self.x.shape[1] ** 0.5), random_state=1)


class Boosting(Learner):
    axes = ((50, 100, 200),)

    def answer(self, setting, asked):
        if not hasattr(self, "grown"):
            self.grown = HistGradientBoostingClassifier(
                max_iter=1, max_depth=6, early_stopping=False, warm_start=True, random_state=1)
        if self.grown.max_iter > setting[0]:
            del self.grown
            return self.answer(setting, asked)
        self.grown.set_params(max_iter=setting[0])
        return self.grown.fit(self.x, self.y).predict(asked)


class Network(Learner):
    axes = ((4, 8, 16, 32, 64),)

    def answer(self, setting, asked):
        if not hasattr(self, "net") or self.epochs > setting[0]:
            self.net = MLPClassifier((256,), batch_size=64, random_state=1)
            self.epochs = 0
        while self.epochs < setting[0]:
            self.net.partial_fit(self.x, self.y, classes=np.unique(self.y))
            self.epochs += 1
        return self.net.predict(asked)


def attack(kind, train, hide, keep, test):
    """Tunes inside the training rows, learns again from all of them, answers once."""
    chosen = np.arange(len(train))
    if kind.limit is not None and len(train) > kind.limit:
        chosen = np.arange(kind.limit) * len(train) // kind.limit
    x, y = train[chosen], hide[chosen]
    fit, tune = inner_split(y, keep[chosen])
    asked = x[tune]
    fitted = kind().fit(x[fit], y[fit])
    setting = [axis[len(axis) // 2] for axis in kind.axes]
    most = -1
    for a, axis in enumerate(kind.axes):
        tried = list(setting)
        for value in axis:
            if a > 0 and value == axis[len(axis) // 2]:
                continue
            tried[a] = value
            hits = np.sum(fitted.answer(tried, asked) == y[tune])
            if hits > most:
                most, setting = hits, list(tried)
    return kind().fit(x, y).answer(setting, test)


def scaled(train, *others):
    scale = StandardScaler().fit(train)
    return [scale.transform(rows) for rows in (train, *others)]


def direct(kind, rows):
    train, test = scaled(rows["train"], rows["test"])
    return attack(kind, train, rows["hide"], rows["keep"], test)


def per_activity(kind, known):
    def run(_, rows):
        route = rows["keep_test"]
        if not known:
            train, test = scaled(rows["train"], rows["test"])
            route = attack(Lda, train, rows["keep"], rows["hide"], test)
        answers = np.empty(len(route), dtype=rows["hide"].dtype)
        for activity in np.unique(route):
            own, asked = rows["keep"] == activity, route == activity
            train, test = scaled(rows["train"][own], rows["test"][asked])
            answers[asked] = attack(kind, train, rows["hide"][own], rows["keep"][own], test)
        return answers
    return run


def reconstructed(kind, rows):
    train, test = scaled(rows["train"], rows["test"])
    raw, = scaled(rows["raw"])
    gram = train.T @ train
    gram[np.diag_indices(len(gram))] += 1e-4 * np.trace(gram) / len(gram)
    back = np.linalg.solve(gram, train.T @ raw)
    train, test = scaled(train @ back, test @ back)
    return attack(kind, train, rows["hide"], rows["keep"], test)


ATTACKS = [
    ("logistic", direct, Logistic), ("shrinkage LDA", direct, Lda), ("linear SVM", direct, Svm),
    ("regularised QDA", direct, Qda), ("logistic on squares and products", direct, Products),
    ("RBF kernel ridge", direct, Kernel), ("Laplacian kernel ridge", direct, Laplacian),
    ("nearest neighbours", direct, Neighbours), ("neighbours among discriminants", direct, MetricNeighbours),
    ("extra trees", direct, Trees), ("gradient boosting", direct, Boosting), ("neural network", direct, Network),
    ("logistic per predicted activity", per_activity(Logistic, False), None),
    ("shrinkage LDA per predicted activity", per_activity(Lda, False), None),
    ("regularised QDA per predicted activity", per_activity(Qda, False), None),
    ("RBF kernel ridge per predicted activity", per_activity(Kernel, False), None),
    ("shrinkage LDA per known activity", per_activity(Lda, True), None),
    ("RBF kernel ridge per known activity", per_activity(Kernel, True), None),
]


def timed(name, run, kind, rows):
    warnings.simplefilter("ignore")
    start, cpu = time.perf_counter(), time.process_time()
    answers = run(kind, rows)
    accuracy = np.mean(answers == rows["truth"])
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name:55s} {100 * accuracy:5.1f} %  {seconds:7.1f} s", flush=True)
    return name, cpu


def main():
    blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    core = blas[0].get("architecture", "?") if blas else "?"
    print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, scipy {scipy.__version__}, joblib {joblib.__version__}")
    print("BLAS: " + ", ".join(f"{pool['internal_api']} {pool['version']}, {pool.get('architecture', '?')}" for pool in blas))
    if core in ("Prescott", "Core2", "generic", "Nehalem"):
        sys.exit(f"BLAS fell back to kernels for '{core}': set OPENBLAS_CORETYPE, say to SKYLAKEX or HASWELL")
    raw, labels = read(sys.argv[1])
    released, _ = read(sys.argv[2])
    train, test = outer_split(labels["subject"], labels["activity"])

    def stage(rows):
        return {"train": rows[train], "test": rows[test], "raw": raw[train],
                "hide": labels["subject"][train], "truth": labels["subject"][test],
                "keep": labels["activity"][train], "keep_test": labels["activity"][test]}

    def swapped(rows):
        return {"train": rows["train"], "test": rows["test"], "hide": rows["keep"], "truth": rows["keep_test"],
                "keep": rows["hide"]}

    before, after = stage(raw), stage(released)
    jobs = [(f"{side}: {name}", run, kind, rows)
            for name, run, kind in ATTACKS for side, rows in (("before", before), ("after", after))]
    jobs.append(("after: RBF kernel ridge on reconstructed rows", reconstructed, Kernel, after))
    for side, rows in (("before", before), ("after", after)):
        jobs += [(f"{side}: activity by {name}", direct, kind, swapped(rows))
                 for name, kind in (("logistic", Logistic), ("RBF kernel ridge", Kernel))]
    print(f"{len(train)} rows to learn from, {len(test)} tested", flush=True)
    start = time.perf_counter()
    results = Parallel(n_jobs=2, batch_size=1)(delayed(timed)(*job) for job in jobs)
    wall = time.perf_counter() - start
    total = sum(cpu for _, cpu in results)
    boosting = sum(cpu for name, cpu in results if "boosting" in name)
    print(f"processor time of all attacks {total:.0f} s, without boosting {total - boosting:.0f} s; wall {wall:.0f} s")


if __name__ == "__main__":
    main()
