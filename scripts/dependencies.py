#!/usr/bin/env python3
"""Checks what the workspace is built from: the licence of every package, and known advisories.

    python3 scripts/dependencies.py [--advisories FOLDER]

FOLDER is a checkout of https://github.com/rustsec/advisory-db (its folder `crates`). Exit code 1 if a licence is not one
of those below, or a package has an advisory that its version is not patched for.

It does the part of `cargo deny check licenses advisories` that matters here and needs nothing but Python 3.11 and cargo.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Permissive; each of them lets a vendor ship closed software with a notice.
ALLOWED = {
    "MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib", "Unicode-3.0", "Unlicense", "CC0-1.0", "0BSD",
    "BSL-1.0", "MIT-0", "Apache-2.0 WITH LLVM-exception",
}
OURS = {"careplan-model", "careplan-csv", "careplan-rules", "careplan-fukushi"}


def metadata():
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def is_allowed(expression):
    """Whether an SPDX expression can be met with allowed licences alone."""
    text = re.sub(r"\s*/\s*", " OR ", expression or "none")
    tokens = re.findall(r"\(|\)|[^\s()]+", text)

    def either(at):
        value, at = both(at)
        while at < len(tokens) and tokens[at] == "OR":
            other, at = both(at + 1)
            value = value or other
        return value, at

    def both(at):
        value, at = one(at)
        while at < len(tokens) and tokens[at] == "AND":
            other, at = one(at + 1)
            value = value and other
        return value, at

    def one(at):
        if tokens[at] == "(":
            value, at = either(at + 1)
            return value, at + 1
        name, at = tokens[at], at + 1
        if at < len(tokens) and tokens[at] == "WITH":
            name, at = f"{name} WITH {tokens[at + 1]}", at + 2
        return name in ALLOWED, at

    value, at = either(0)
    return value and at == len(tokens)


def shipped(data):
    """The packages that users of the four crates build: no dev-dependencies."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    names = {package["id"]: package["name"] for package in data["packages"]}
    waiting, seen = [ident for ident in nodes if names[ident] in OURS], set()
    while waiting:
        ident = waiting.pop()
        if ident in seen:
            continue
        seen.add(ident)
        for dependency in nodes[ident]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return seen


def version(text):
    numbers, _, rest = text.partition("+")[0].partition("-")
    parts = [int(part) for part in numbers.split(".")]
    # A version before a release is less than the release.
    return (*parts, *[0] * (3 - len(parts)), 0 if rest else 1, rest)


def fits(requirement, found):
    """Whether a version is in a range as the advisories write them: `>= 1.2, < 2`, `^1.3`, `~1.2.3`, `= 1.0.0`."""
    for part in requirement.split(","):
        sign, bound = re.match(r"\s*(>=|<=|>|<|=|\^|~)?\s*(\S+)", part).groups()
        low = version(bound)
        given = bound.split("-")[0].count(".") + 1
        if sign in ("^", "~", None):
            place = 0 if sign != "~" or given == 1 else 1
            if sign != "~":
                while place < min(given, 3) - 1 and low[place] == 0:
                    place += 1
            high = tuple(low[:place]) + (low[place] + 1,)
            good = low <= found and found[: place + 1] < high
        else:
            good = {">=": found >= low, "<=": found <= low, ">": found > low, "<": found < low, "=": found == low}[sign]
        if not good:
            return False
    return True


def advisories(folder, packages):
    found = []
    for package in packages:
        for path in sorted((folder / package["name"]).glob("*.md")):
            front = path.read_text(encoding="utf-8").split("```toml")[1].split("```")[0]
            entry = tomllib.loads(front)
            versions = entry.get("versions", {})
            safe = versions.get("patched", []) + versions.get("unaffected", [])
            if "withdrawn" in entry["advisory"] or any(fits(range_, version(package["version"])) for range_ in safe):
                continue
            found.append((package, entry["advisory"]["id"], entry["advisory"].get("informational", "vulnerability")))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--advisories", type=Path)
    arguments = parser.parse_args()
    data = metadata()
    inside = set(data["workspace_members"])
    others = [package for package in data["packages"] if package["id"] not in inside]
    used = shipped(data)
    wrong = [package for package in others if not is_allowed(package["license"])]
    for package in wrong:
        print(f"licence   {package['name']} {package['version']}: {package['license']}")
    count = sum(1 for package in others if package["id"] in used)
    print(f"{len(others)} packages, {count} of them in what users build; {len(wrong)} with a licence that is not allowed")
    bad = len(wrong)
    if arguments.advisories:
        found = advisories(arguments.advisories, others)
        for package, ident, kind in found:
            where = "users" if package["id"] in used else "tests only"
            print(f"advisory  {package['name']} {package['version']}: {ident} ({kind}; {where})")
        print(f"{len(found)} advisories")
        bad += len(found)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
