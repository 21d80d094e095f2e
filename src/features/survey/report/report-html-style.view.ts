/** How a report as one page looks; nothing is fetched for it. */
export const STYLE = `
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
div[tabindex]{overflow-x:auto}.chart-row{display:grid;grid-template-columns:16rem 1fr;gap:.2rem 1rem;align-items:center}
.chart-row{padding-block:.25rem}.chart-bars{display:grid}.chart-bar{display:grid;grid-template-columns:1fr 5rem;gap:.7rem;align-items:center;line-height:1.25}.chart-bar .bar{display:block}.chart-key span{margin-inline-end:1rem}.bar-ground{fill:#eee}.bar-value{fill:#8c2f1b}
.bar-value[data-series="1"]{fill:#c98a5e}.bar-value[data-series="2"]{fill:#4c5c66}.bar-value[data-series="3"]{fill:#a89f8f}
.bar-part{fill:#1c4a5a;stroke:#fff}.bar-part[data-series="1"]{fill:#d09a20}
.bar-line{stroke:#1b1b1b;stroke-width:1.5}.bar-halo{stroke:#fff;stroke-width:4.5}[dir=rtl] .bar{transform:scaleX(-1)}
.survey-chart{margin-block:.5rem 1rem}@media(max-width:40rem){.chart-row{grid-template-columns:1fr}}
table{border-collapse:collapse}caption{text-align:start}th,td{padding:.3rem .8rem;border-block-end:1px solid #767676;text-align:end}
th[scope=row],thead th:first-child{text-align:start;font-weight:400}.rule{font-size:.9rem}
td a{color:inherit;text-decoration:underline dotted #767676 1px;text-underline-offset:.25em;white-space:nowrap}
.behind{border-block-start:2px solid #767676;margin-block-start:3rem;font-size:.95rem}.behind h4{margin-block:.8rem .2rem}.behind ul{margin:0}
:target{background:#fff2cc;scroll-margin-block-start:2rem}
.vh{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{td a{text-decoration:none}section{break-inside:auto}h2,h3,h4{break-after:avoid}.survey-chart,tr{break-inside:avoid}div[tabindex]{overflow:visible}table{font-size:.75rem}th,td{padding:.15rem .35rem}}
`.trim()
