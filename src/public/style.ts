/** The one style sheet of the public site: large type, high contrast, prints to A4. */
export const style = `
:root{--ink:#222;--soft:#5c5550;--line:#d9d0c5;--paper:#fffdf9;--red:#a61b1b;--red-soft:#fbefec;--ok:#1d6b3a;--warn:#8a4b00}
*{box-sizing:border-box}
html{font-size:112.5%;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--paper);line-height:1.7;overflow-wrap:anywhere;
font-family:"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
a{color:#8f1616;text-underline-offset:.2em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid #1a5fb4;outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:.5rem;top:.5rem;background:#fff;padding:.5rem 1rem;z-index:1}
.wrap{max-width:46rem;margin:0 auto;padding:0 1rem}
.top{border-top:6px solid var(--red);border-bottom:1px solid var(--line);background:#fff}
.top .wrap{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1.2rem;padding-top:.7rem;padding-bottom:.5rem}
.site{font-size:1.25rem;font-weight:700;text-decoration:none;color:var(--ink)}
.language{margin-left:auto}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
nav a{display:inline-block;padding:.35rem 0}
nav a[aria-current]{color:var(--ink);font-weight:700;text-decoration:none;border-bottom:3px solid var(--red)}
.top nav{width:100%}
main.wrap{padding-top:1rem;padding-bottom:2.5rem}
h1{font-size:1.6rem;line-height:1.35;margin:.4rem 0 1rem}
h2{font-size:1.2rem;line-height:1.4;margin:2rem 0 .6rem;padding-left:.6rem;border-left:5px solid var(--red)}
.list{list-style:none;margin:0;padding:0}
.list>li{padding:.7rem 0;border-bottom:1px solid var(--line)}
.list a{font-weight:600}
.meta{display:block;color:var(--soft);font-size:.9rem}
.villages{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.6rem}
.villages a{display:inline-block;padding:.5rem .9rem;border:1px solid var(--line);border-radius:.4rem;background:#fff;text-decoration:none}
.note{background:#fff;border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin:1rem 0}
.note p{margin:.2rem 0}
.alert{background:var(--red-soft);border-color:#dfa79f}
.big{font-size:1.5rem;font-weight:700;letter-spacing:.08em}
form{margin:1rem 0}
label{display:block;font-weight:600;margin:.7rem 0 .2rem}
input,select,textarea,button{font:inherit;color:inherit}
input,select,textarea{width:100%;padding:.55rem .6rem;border:1px solid #857c72;border-radius:.3rem;background:#fff}
button{margin-top:.9rem;padding:.6rem 1.6rem;border:0;border-radius:.3rem;background:var(--red);color:#fff;font-weight:600;cursor:pointer}
.filters{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:end}
.filters>div{flex:1 1 10rem}
.fault{color:var(--red);font-weight:600;margin:.2rem 0}
.hint{color:var(--soft);margin:.2rem 0}
dl.facts{margin:1rem 0}
dl.facts div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
dt{min-width:7rem;color:var(--soft)}
dd{margin:0;flex:1 1 12rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.8rem 0;background:#fff}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
thead th{background:#f6f0e8}
.vote td,.vote th{text-align:center}
.num{text-align:right;font-variant-numeric:tabular-nums}
.state{font-weight:600}
.late{color:var(--red)}.on_time{color:var(--ok)}.due,.published_late{color:var(--warn)}
.code,pre{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace}
pre{white-space:pre-wrap;word-break:break-all;background:#f6f0e8;padding:.7rem;font-size:.85rem;margin:.5rem 0}
.qr{width:9rem;height:9rem;background:#fff}
.pager{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:1.2rem 0}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem;padding:1rem 0 2rem}
@media (max-width:640px){.cards thead{position:absolute;left:-9999px}.cards,.cards tbody,.cards tr,.cards td{display:block;border:0}
.cards tr{border:1px solid var(--line);border-radius:.4rem;margin:.7rem 0;padding:.4rem .7rem}.cards td{padding:.15rem 0;text-align:left}
.cards td[data-label]:before{content:attr(data-label) "：";color:var(--soft)}}
@media print{@page{size:A4;margin:20mm 18mm}html{font-size:12pt}body{background:#fff}
.top nav,.language,.noprint,.skip{display:none}.top{border:0}main.wrap{padding:0}a{color:inherit;text-decoration:none}
h1{text-align:center;font-size:1.4rem;margin:.2rem 0 .6rem}h2{margin:.8rem 0 .2rem}p{margin:.3rem 0}table{margin:.4rem 0}
th,td{padding:.2rem .5rem}dl.facts{margin:.4rem 0}dl.facts div{padding:.1rem 0}main.wrap{padding-bottom:0}footer{padding:.3rem 0}
.qr{width:7rem;height:7rem}.list>li{padding:.25rem 0}h2,table,.note,dl{break-inside:avoid}.note,pre{background:none}}
`;
