"""The style of the web page: readable in light and dark, on paper and on a phone."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --ink: #1b2430; --soft: #55606e; --page: #ffffff;
  --card: #f5f7f9; --edge: #d5dbe3; --good: #14713d; --bad: #b3261e; --open: #8a5a00;
  --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #a4aebb; --page: #14181e;
  --card: #1c222a; --edge: #36404c; --good: #5cc98a; --bad: #ff8f85; --open: #e5b45c;
  --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; color: var(--ink);
  background: var(--page); font: 1rem/1.55 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p, li { max-width: 48rem; }
a { color: var(--link); }
.soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem;
  border-bottom: 1px solid var(--edge); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; overflow-wrap: normal; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.name { white-space: nowrap; }
.formula { background: var(--card); border: 1px solid var(--edge); border-radius: .5rem;
  padding: .9rem 1rem; margin: .8rem 0; overflow-x: auto; font-size: 1.15rem; }
.verdict { font-weight: 700; white-space: nowrap; }
.proved { color: var(--good); }
.refuted { color: var(--bad); }
.undecided, .sampled { color: var(--open); }
.controls .refuted { color: var(--good); }
.controls .undecided, .controls .proved, .controls .sampled { color: var(--bad); }
.surprises { border-left: 4px solid var(--bad); padding: .2rem 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .8rem 0; }
dt { color: var(--soft); } dd { margin: 0; max-width: 48rem; }
pre { background: var(--card); border: 1px solid var(--edge); border-radius: .5rem;
  padding: .6rem 1rem; overflow-x: auto; }
figure { margin: 1.2rem 0; overflow-x: auto; }
figure svg { width: 100%; min-width: 44rem; height: auto; }
@media print { body { max-width: none; } h2 { break-after: avoid; }
  figure { break-inside: avoid; } }
""".strip()
