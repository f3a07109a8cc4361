/** The page's only style sheet: system fonts, light and dark, screen and paper. */
const light = `
--paper:#fbfaf7;--card:#fff;--ink:#1d1b19;--muted:#67615a;--line:#e4dfd6;--faint:#f2efe9;
--candidate:#0072b2;--baseline:#a86400;--good:#00704f;--bad:#b3361b;--unknown:#6b5b95;--bad-soft:#fbe9e3;--good-soft:#e3f3ec;--unknown-soft:#eeeaf5;
--open:#75590a;--open-soft:#f8f0d5;`;

const dark = `
--paper:#171614;--card:#201e1c;--ink:#ece9e4;--muted:#a8a198;--line:#37332f;--faint:#252320;
--candidate:#5cb3ee;--baseline:#e8a33a;--good:#4cc79b;--bad:#ff8a66;--unknown:#b8a5e6;--bad-soft:#3a211a;--good-soft:#18322a;--unknown-soft:#2b2639;
--open:#e2c04e;--open-soft:#2f2a17;`;

export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.86em;overflow-wrap:anywhere}
.column{max-width:70rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
p{margin:.5rem 0;max-width:70ch}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance;margin:0}
h2{font-size:1.6rem;letter-spacing:-.01em;margin-bottom:.75rem}
h3{font-size:1.1rem;margin:2rem 0 .25rem}
h3 small,h4 small,.eyebrow span{color:var(--muted);font-weight:400;margin-left:.35em}
a{color:inherit;text-decoration-color:var(--muted);text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--candidate);outline-offset:2px;border-radius:3px}
section{padding:2.75rem 0;border-bottom:1px solid var(--line)}
.lead,.small,small{color:var(--muted)}
.small,small{font-size:.86rem}
.hidden-text,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.hidden{position:absolute}
.skip{position:absolute;left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:3}
q{font-style:italic;quotes:"“" "”"}

.banner{--tone:var(--unknown);--soft:var(--unknown-soft);background:var(--soft);border-top:.4rem solid var(--tone);padding:2.25rem 0 1.75rem}
.banner.go{--tone:var(--good);--soft:var(--good-soft)}
.banner.no-go{--tone:var(--bad);--soft:var(--bad-soft)}
.banner.inconclusive{--tone:var(--open);--soft:var(--open-soft)}
.eyebrow{font-size:.86rem;letter-spacing:.02em;margin:0 0 .6rem}
h1{font-size:clamp(1.7rem,4.2vw,2.7rem);letter-spacing:-.02em;overflow-wrap:anywhere}
h1 .mark{width:.8em;height:.8em;margin-right:.35em;vertical-align:-.06em}
.why{font-size:clamp(1.05rem,2vw,1.3rem);line-height:1.4;margin:.9rem 0 1.4rem;max-width:56ch}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0}
.facts dt,.key dt{font-size:.78rem;color:var(--muted);line-height:1.3}
.facts dd,.key dd{margin:0}
.facts div{min-width:0;overflow-wrap:anywhere}
.statement{border-left:3px solid var(--tone);padding-left:.75rem;margin-top:1.2rem;font-size:.92rem}

nav{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line)}
nav .column{display:flex;gap:1.3rem;overflow-x:auto;align-items:baseline;white-space:nowrap}
nav a{padding:.7rem 0;text-decoration:none;font-size:.92rem}
nav a:hover{text-decoration:underline}
nav strong{font-size:.86rem;color:var(--unknown)}
nav .go{color:var(--good)}nav .no-go{color:var(--bad)}nav .inconclusive{color:var(--open)}

.mark{flex:none;overflow:visible;vertical-align:-.2em;stroke-linecap:round;stroke-linejoin:round}
.mark>*{stroke:var(--paper);stroke-width:1.9;fill:none}
.mark circle,.mark rect,.mark .body{stroke:none}
.mark.good circle{fill:var(--good)}.mark.bad .body{fill:var(--bad)}.mark.unknown rect{fill:var(--unknown)}.mark.open rect{fill:var(--open)}
.mark.none .hollow{stroke:var(--muted);stroke-width:1.5}.mark.none path{stroke:var(--muted)}

.two>*,.plots>*,.strips>*,.samples-grid>*,.panels>*{min-width:0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem 3rem;align-items:start}
.key{display:flex;flex-wrap:wrap;gap:.75rem 2.25rem;margin:.25rem 0 1rem}
.key dd{font-size:1.9rem;line-height:1.15;letter-spacing:-.02em;font-weight:600}
.key .bad dd{color:var(--bad)}.key .good dd{color:var(--good)}.key .open dd{color:var(--open)}
.two table{margin-bottom:.75rem}
.two p+table{margin-top:1rem}
.two th{white-space:normal}.two .scroll{margin:0}.two .scroll table{min-width:0}.two .wide{min-width:5rem}
.decisive{margin:2rem 0 0}
.decisive figcaption{margin-top:.75rem;max-width:80ch}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,11.5rem),1fr));gap:.75rem}
.panel p{margin:.3rem 0 0;font-size:.86rem;overflow-wrap:anywhere}
.panel span{color:var(--muted)}
.panel.photo{order:-1}
.picture{display:block;width:100%;height:auto;background:var(--faint);border-radius:4px}
.swatches{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;list-style:none;padding:0;margin:.9rem 0 0;font-size:.86rem;color:var(--muted)}
.swatches li{display:flex;align-items:center;gap:.45rem}
.swatches img{background:#8a857d;border-radius:3px}
.note{background:var(--faint);border-radius:6px;padding:.9rem 1.1rem;margin-top:1.75rem}
.note h3{margin:0;font-size:.95rem}.note ul{margin:.35rem 0 0;padding-left:1.1rem}
.findings{padding-left:1.1rem}

.chart{display:block;overflow:visible}
.chart text{fill:var(--muted);font-size:11px;text-anchor:middle}
.chart .start{text-anchor:start}.chart .end{text-anchor:end}
.chart .failing{fill:var(--bad-soft)}
.chart .limit{stroke:var(--ink);stroke-width:1.5}
.chart .stem{stroke:var(--line);stroke-width:2}
.chart .whisker{stroke:var(--muted);stroke-width:1.5}
.chart .dot{fill:var(--good)}
.bad .chart .dot{fill:var(--bad)}.unknown .chart .dot{fill:var(--unknown)}.open .chart .dot{fill:var(--open)}
.chart .rail{stroke:var(--line);stroke-width:1}
.chart .way{stroke:var(--muted);stroke-width:2}
.chart circle.candidate{fill:var(--candidate);stroke:none}
.chart circle.baseline{fill:var(--card);stroke:var(--baseline);stroke-width:2}
.chart .zero{stroke:var(--muted);stroke-width:1;stroke-dasharray:2 2}
.difference .dot{fill:var(--candidate)}
.chart.inline{display:inline-block;vertical-align:-.08em}

.criteria,.criteria-axis>*{margin:0}
.criteria{list-style:none;padding:0}
.criteria>li,.criteria-axis{display:grid;grid-template-columns:1.4rem minmax(0,1.3fr) minmax(0,1fr) 16.5rem;gap:.2rem 1.25rem;align-items:center}
.criteria>li{padding:.8rem 0;border-top:1px solid var(--line)}
.criteria>li.deciding{background:var(--card);box-shadow:inset 3px 0 var(--tone,var(--muted)),0 0 0 1px var(--line);border-radius:4px;padding:1rem .75rem;margin:0 -.75rem}
.criteria>li.bad{--tone:var(--bad)}.criteria>li.good{--tone:var(--good)}.criteria>li.unknown{--tone:var(--unknown)}.criteria>li.open{--tone:var(--open)}
.criteria h3{margin:0;font-size:1rem;font-weight:600;text-wrap:pretty}
.criteria p{margin:.15rem 0 0}
.criteria .mark{align-self:start;margin-top:.1rem}
.criteria .reason{grid-column:2/-1}
.criteria .bad .what strong:first-child{color:var(--bad)}
.found p{font-size:.86rem;color:var(--muted)}
.found p:first-child strong{font-size:1.05rem;color:var(--ink);margin-right:.4em}
.found span{white-space:nowrap}
.criteria .bad .found strong{color:var(--bad)}

table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:0 0 .4rem}
.legend{font-weight:400;color:var(--muted);font-size:.86rem;margin-left:.6rem}
.legend svg{margin-left:.4rem}
th,td{padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:middle;border-top:1px solid var(--line)}
thead th{border-top:0;font-weight:400;font-size:.8rem;color:var(--muted);vertical-align:bottom}
tbody th{font-weight:400}
th small{display:block;line-height:1.3}
.number{text-align:right;white-space:nowrap}
thead .name{overflow-wrap:anywhere;max-width:9rem}
tbody th{white-space:nowrap}th small{white-space:normal;min-width:10rem}
.strong,.whole th,.two .deciding>*{font-weight:600}
.wide{min-width:7rem;padding-left:.6rem;padding-right:1.2rem}
tr.failed{background:var(--bad-soft)}
tr.failed th:first-child{box-shadow:inset 3px 0 var(--bad)}
tbody th:first-child{padding-left:.5rem}
#trust td,#trust tbody th{vertical-align:top}
.scroll{position:relative;overflow-x:auto;margin:1.5rem 0 0}
.scroll table{min-width:44rem}

.plots{display:grid;grid-template-columns:minmax(0,1.45fr) minmax(0,1fr);gap:1.5rem;margin:1.25rem 0}
.plot{margin:0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.75rem}
.plot svg{display:block;width:100%;height:auto;max-height:22rem;overflow:visible}
.plot figcaption{font-size:.82rem;color:var(--muted);margin-top:.4rem}
.plot text{font-size:11.5px;fill:var(--ink)}
.plot .tick{fill:var(--muted);text-anchor:middle}
.plot .end{text-anchor:end}
.plot .name{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
.plot .axis{stroke:var(--muted);fill:none}
.plot .diagonal{stroke:var(--muted);stroke-dasharray:4 3}
.plot .limit{stroke:var(--ink);stroke-dasharray:1 3;stroke-width:1.5;stroke-linecap:round}
.plot rect.candidate{fill:var(--candidate)}
.plot rect.baseline{fill:none;stroke:var(--baseline);stroke-width:1.5}
.plot .worse{fill:var(--bad-soft);opacity:.6}
.plot .point{fill:var(--candidate);fill-opacity:.5;stroke:var(--card);stroke-width:.7}
.plot .point.failed{fill:var(--bad);fill-opacity:1}

.plot .rail{stroke:var(--line)}
.plot .mean{stroke:var(--ink);stroke-width:2}
.plot circle.candidate{fill:var(--candidate);fill-opacity:.75}
.plot circle.baseline{fill:var(--card);stroke:var(--baseline);stroke-width:2}
.plot circle.reference{fill:var(--muted);fill-opacity:.7}
.plot .start{text-anchor:start}
.curves{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));gap:1rem;margin:1rem 0}
.curves .plot figcaption{font-size:.92rem;color:var(--ink);margin-top:.2rem}
.plot .line{fill:none;stroke-width:2;stroke-linejoin:round}
.plot .line.candidate{stroke:var(--candidate)}
.plot .line.baseline{stroke:var(--baseline);stroke-dasharray:5 3}
.bars rect.candidate{fill:var(--candidate)}
.bars rect.baseline{fill:var(--card);stroke:var(--baseline);stroke-width:1.5}
.matrix{width:auto}.scroll table.matrix{min-width:0}
.matrix td,.matrix thead th{padding:.35rem .7rem}
.matrix thead td{border:0;font-size:.8rem;color:var(--muted);white-space:nowrap}
.matrix thead th{white-space:nowrap}
.matrix .right{background:color-mix(in srgb,var(--good) calc(var(--share)*.45),var(--card));font-weight:600}
.matrix .wrong{background:color-mix(in srgb,var(--bad) calc(var(--share)*.45),var(--card))}
.matrix td span{color:var(--muted);font-weight:400}
@media (max-width:46rem){.curves{grid-template-columns:1fr 1fr}}
.strips{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.5rem;margin:1.25rem 0}
.drawing{margin:.75rem 0 0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.75rem}
.drawing img{display:block;max-width:100%;height:auto}
.drawing figcaption{font-size:.82rem;color:var(--muted);margin-top:.4rem}
.notice{font-weight:600;margin:0 0 .9rem}
#worst thead th{white-space:normal}
#worst td:nth-child(2){min-width:8rem}
tr.override{background:var(--unknown-soft)}
tr.override th:first-child{box-shadow:inset 3px 0 var(--unknown)}

details{border-top:1px solid var(--line);margin-top:1rem}
details+details{margin-top:0}
summary{padding:.7rem 0;cursor:pointer;font-size:.95rem}
summary:hover{text-decoration:underline;text-underline-offset:.2em}
.definitions dt,.digests dt{font-weight:600;margin-top:.7rem;font-size:.92rem}
.definitions dd,.digests dd{margin:0}
pre{background:var(--faint);padding:.8rem 1rem;border-radius:6px;overflow-x:auto}

.samples-grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:2rem 1.5rem;margin-top:1rem;align-items:start}
.sample h4{font-size:.95rem;margin-top:.55rem}
.sample p{margin:.15rem 0}
.sample:target{outline:3px solid var(--candidate);outline-offset:8px;border-radius:4px}
.flip{position:relative;border:0;padding:0;margin:0;display:flex;flex-wrap:wrap}
.flip input{position:absolute;opacity:0;width:1px;height:1px}
.flip label{flex:1 1 auto;text-align:center;font-size:.8rem;padding:.25rem .3rem;border:1px solid var(--line);margin-left:-1px;cursor:pointer;background:var(--card);color:var(--muted)}
.flip label:first-of-type{margin-left:0;border-radius:4px 0 0 4px}
.flip label:last-of-type{border-radius:0 4px 4px 0}
.flip input:checked+label{background:var(--ink);border-color:var(--ink);color:var(--paper)}
.flip input:focus-visible+label{outline:3px solid var(--candidate);outline-offset:1px;z-index:1}
.flip .picture{flex:0 0 100%;margin-top:.4rem;aspect-ratio:1}
.flip .layer{display:none}
.flip input[value=truth]:checked~.picture .truth,
.flip input[value=candidate]:checked~.picture .candidate,
.flip input[value=baseline]:checked~.picture .baseline,
.flip input[value=difference]:checked~.picture .difference{display:inline}
footer{padding-top:1.5rem;padding-bottom:3rem;color:var(--muted)}

@media (max-width:60rem){
.plots{grid-template-columns:1fr}
}
@media (max-width:46rem){
.broad text{font-size:14px}
.panels{grid-template-columns:1fr 1fr}.panel.photo{grid-column:1/-1}
.criteria>li,.criteria-axis{grid-template-columns:1.4rem minmax(0,1fr)}
.criteria>li>*{grid-column:2}.criteria>li>.mark{grid-column:1}
.criteria-axis>span{display:none}.criteria-axis>svg{grid-column:2}
.facts{gap:.5rem 1.25rem}
}
@media print{
:root{color-scheme:light;${light}--paper:#fff}
nav,.skip,.flip label{display:none}
body{font-size:10.5pt}
section{padding:1.2rem 0}
details::details-content{content-visibility:visible;block-size:auto}
.plot,.drawing,.sample,.criteria>li,.decisive,tr{break-inside:avoid}
h2,h3,h4,caption{break-after:avoid}
.scroll{overflow:visible}.scroll table{min-width:0;font-size:8.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
