/** What the pages add to the style sheet of reports: navigation, forms, buttons, badges. Lengths are multiples of a quarter rem. */
export const own = `
.top{border-bottom:1px solid var(--line)}
.top .column{display:flex;gap:.5rem 1.75rem;align-items:baseline;flex-wrap:wrap}
.top strong{font-size:1rem;letter-spacing:-.01em}
.top nav{position:static;border:0;background:none;display:flex;gap:1.5rem}
.top nav a{padding:.85rem 0;border-bottom:2px solid transparent}
.top nav a[aria-current]{border-color:var(--candidate);font-weight:600;text-decoration:none}
h1{font-size:clamp(1.5rem,3.2vw,2.1rem)}
h2{font-size:1.2rem;margin-bottom:.25rem}
.banner{padding:1.75rem 0 1.5rem}
.banner.plain{background:none;border-top:0;padding-bottom:0}
.banner .why{font-size:1.05rem;margin:.5rem 0 0;max-width:75ch}
.banner :is(.why,.small)::first-letter{text-transform:uppercase}
.banner .key{margin:1.25rem 0 0;gap:.75rem 2.25rem}
.banner .key dd{font-size:1.5rem}
.banner pre{background:var(--card);border:1px solid var(--line);white-space:pre-wrap;margin:1rem 0 0}
.eyebrow{margin:0 0 .35rem;color:var(--muted)}
section{padding:1.5rem 0;border:0}
section+section{border-top:1px solid var(--line)}
footer{padding-top:1rem}
form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:.5rem 0 1rem}
label{display:grid;gap:.25rem;font-size:.86rem;color:var(--muted)}
input,select,button,.button{font:inherit;font-size:.95rem;line-height:1.4;min-height:2.5rem;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:6px;padding:.45rem .7rem;max-width:100%}
input{min-width:14rem}input[type=number]{min-width:0;width:7rem}
button,.button{display:inline-flex;align-items:center;justify-content:center;background:var(--candidate);border-color:var(--candidate);color:var(--paper);cursor:pointer;padding:.45rem 1.1rem;text-decoration:none;font-weight:600}
button.plain,.button.plain{background:none;color:var(--ink);border-color:var(--muted);font-weight:400}
button.danger{background:var(--bad);border-color:var(--bad)}
button:hover,.button:hover{filter:brightness(1.1);text-decoration:none}
details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:1rem 0 0;padding:0 1rem}
details+details{margin-top:.5rem}
summary{font-weight:600}
details[open]{padding-bottom:.5rem}
.links{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.25rem;margin:0;max-width:none}
progress{width:min(100%,28rem);height:.75rem;accent-color:var(--candidate);vertical-align:middle}
.badge{display:inline-block;margin:0;border-radius:999px;padding:.05rem .6rem;font-size:.82rem;line-height:1.5;white-space:nowrap;color:var(--muted);background:var(--faint)}
.badge.go,.badge.promoted{color:var(--good);background:var(--good-soft)}
.badge.no-go,.badge.void,.badge.failed,.badge.refused{color:var(--bad);background:var(--bad-soft)}
.badge.inconclusive{color:var(--open);background:var(--open-soft)}
.badge.running{color:var(--paper);background:var(--candidate)}
.none{color:var(--muted);font-weight:400}
.scroll{margin:1rem 0 0}.scroll table{min-width:0}
th,td{padding:.5rem 1.25rem .5rem 0;white-space:nowrap}
tbody th:first-child{padding-left:0}th.number:first-child{text-align:left;width:3rem}
tbody tr:hover>*{background:var(--faint)}
td.long,tbody th.long{white-space:normal;overflow-wrap:anywhere;min-width:9rem}
.bar{display:inline-block;width:4rem;height:.5rem;margin-right:.6rem;border-radius:2px;background:linear-gradient(to right,var(--candidate) var(--share),var(--line) var(--share))}
.plot{max-width:100%;height:auto;margin-top:1rem}
.pair{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1.5rem;margin:.5rem 0;font-size:.92rem}
.pair dt{color:var(--muted)}.pair dd{margin:0;overflow-wrap:anywhere}
@media (max-width:46rem){form:not(.row)>*,form:not(.row) :is(input,select){width:100%;min-width:0}.row label{flex:1}.row select{width:100%}.pair{grid-template-columns:1fr}.pair dd{margin-bottom:.5rem}.bar{display:none}th,td{padding-right:.9rem}.banner .key{gap:.75rem 1.5rem}}
`;
