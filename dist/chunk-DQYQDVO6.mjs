import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import {
  STATUSES,
  decide,
  worst
} from "./chunk-3Y35YYFI.mjs";
import {
  aboutOf
} from "./chunk-RV3FXGU6.mjs";
import {
  SAMPLES,
  maskedCell
} from "./chunk-DOPCRQW2.mjs";
import {
  foldEntries,
  listDatasets,
  openLedger
} from "./chunk-DOUEL7U2.mjs";
import {
  NO_PARTITION,
  allPartitions,
  dueAt,
  lateAt
} from "./chunk-TI4EOZ5J.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";
import {
  VERSION
} from "./chunk-CH4FNDDY.mjs";
import {
  safeJson,
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/site/html.ts
var LONGEST = 4e3;
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(literals, ...values) {
  let markup = literals[0];
  for (const [at, value] of values.entries()) markup += markupOf(value) + literals[at + 1];
  return { markup };
}
function markupOf(content) {
  if (content === void 0 || content === false) return "";
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escapeText(content);
  return "markup" in content ? content.markup : content.map(markupOf).join("");
}
function escapeText(text) {
  return entities(safeText(text, LONGEST));
}
function entities(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
function json(value) {
  const ascii = JSON.stringify(value).replace(/[^ -~]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return { markup: entities(ascii) };
}
function lines(text) {
  const [first = "", ...rest] = text.split(/\r?\n/);
  return html`${first}${rest.map((line) => html`<br>${line}`)}`;
}

// src/site/status-text.ts
var STATUS_TEXT = {
  failed: "failed",
  late: "late",
  running: "running",
  missing: "missing",
  due: "due",
  stale: "stale",
  not_ready: "not ready",
  held: "held",
  done: "done"
};
var STATUS_MEANING = {
  failed: "the last attempt failed",
  late: "expected by now, and not there",
  running: "a publication was begun and not finished",
  missing: "due, and never published",
  due: "published, and its source, object or table changed",
  stale: "published with other settings than today’s",
  not_ready: "not expected yet",
  held: "left as it is until somebody releases it",
  done: "published and loaded"
};
var TROUBLE = ["failed", "late"];
var OPEN = ["running", "missing", "due"];
function headline(counts) {
  const told2 = (statuses) => statuses.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${STATUS_TEXT[status]}`);
  const bad = told2(TROUBLE);
  if (bad.length > 0) return { tone: "bad", text: `Needs attention: ${bad.join(", ")}` };
  const open = told2(OPEN);
  if (open.length > 0) return { tone: "open", text: `Left to do: ${open.join(", ")}` };
  return { tone: "good", text: "Everything that is due is there" };
}
function sumCounts(all) {
  return Object.fromEntries(
    STATUSES.map((status) => [status, all.reduce((sum, counts) => sum + counts[status], 0)])
  );
}
function cellLabel(dataset, partition, status) {
  return `${dataset} ${partition}: ${STATUS_TEXT[status]}`;
}

// src/site/badge.ts
var COLOURS = { good: "#1a7f64", open: "#3565a8", bad: "#b3471d" };
var CHARACTER = 6.6;
function badgeSvg(label, counts, total) {
  const { tone } = headline(counts);
  const trouble2 = counts.failed > 0 ? `, ${counts.failed} failed` : counts.late > 0 ? `, ${counts.late} late` : "";
  const said = `${counts.done} of ${total} done${trouble2}`;
  const [left, right] = [width(label), width(said)];
  const text = (at, content) => html`<text x="${at}" y="14" text-anchor="middle">${content}</text>`;
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${said}"><title>${label}: ${said}</title><clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3d444d"/><rect x="${left}" width="${right}" height="20" fill="${COLOURS[tone]}"/></g><g fill="#fff" font-family="system-ui,sans-serif" font-size="11">${text(left / 2, label)}${text(left + right / 2, said)}</g></svg>`.markup}
`;
}
function width(text) {
  return Math.round(text.length * CHARACTER + 14);
}

// src/site/mark.ts
function liveAttributes({ status, partition, isUntried }) {
  if (status !== "missing" && status !== "not_ready") return void 0;
  return html` data-p="${partition}"${isUntried && html` data-untried`}`;
}
function pill(status, live) {
  return html`<span class="pill ${status}"${live}><i class="c ${status}"></i><b>${STATUS_TEXT[status]}</b></span>`;
}
function legend(counts, scope) {
  const items = STATUSES.map(
    (status) => html`<li${counts[status] === 0 && html` hidden`} title="${STATUS_MEANING[status]}"><i class="c ${status}"></i>${STATUS_TEXT[status]} <data data-fact="${scope}count/${status}" data-count="${status}" value="${counts[status]}">${counts[status]}</data></li>`
  );
  return html`<ul class="legend" aria-label="Legend">${items}</ul>`;
}
function banner(counts) {
  const { tone, text } = headline(counts);
  return html`<p class="banner ${tone}" role="status" data-banner>${text}</p>`;
}

// src/site/paths.ts
function datasetPath(dataset) {
  return `${encodeURIComponent(dataset)}/index.html`;
}
function partitionPath(dataset, partition) {
  return `${encodeURIComponent(dataset)}/${encodeURIComponent(partition)}.html`;
}

// src/site/shown.ts
var DAY = 864e5;
function shownTime(at) {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)}</time>`;
}
function shownDays(days) {
  return `${days.toFixed(1)} d`;
}
var SHOWN = { count: formatCount, bytes: formatBytes, duration: formatDuration, days: shownDays };
function fact(key, value, unit = "count") {
  return html`<data data-fact="${key}" value="${String(value)}">${SHOWN[unit](value)}</data>`;
}
function shownPartition(partition) {
  return partition === NO_PARTITION ? "whole table" : partition;
}
function shownSpan(ms) {
  return ms % DAY === 0 ? `${ms / DAY} d` : formatDuration(ms);
}
function shownShare(share) {
  const percent = 100 * share;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent < 1 ? percent.toPrecision(1) : percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

// src/site/figures-section.ts
var FIGURES = [
  { id: "rows", title: "Rows", unit: "count", of: ({ publication }) => publication?.rows },
  { id: "bytes", title: "Parquet", unit: "bytes", of: ({ publication }) => publication?.object.bytes },
  { id: "took", title: "Time from source to lake", unit: "duration", of: ({ published }) => published?.milliseconds },
  { id: "landing", title: "Landing delay", unit: "days", of: ({ landing }) => landing }
];
var FEWEST = 2;
function figuresSection(dataset) {
  const { name, partitions } = dataset;
  if (!partitions.some(({ publication }) => publication !== void 0)) {
    return html`<p class="note">Nothing is published yet.</p>`;
  }
  const rows = partitions.toReversed().map((partition) => row(dataset, partition));
  const heads = FIGURES.map(({ title }) => html`<th scope="col" class="n">${title}</th>`);
  const charts = FIGURES.map((figure) => chart(dataset, figure)).filter((each) => each !== void 0);
  return html`${charts.length > 0 && html`<div class="charts">${charts}</div>`}
<details class="figures"${charts.length === 0 && html` open`}><summary>All figures as a table</summary>
<div class="scroll tall"><table class="plain" data-figures data-dataset="${name}"><thead><tr><th scope="col">Partition</th><th scope="col">Status</th>${heads}<th scope="col" class="n">Rejected</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>
`;
}
function row({ name, began }, model) {
  const { partition, status, publication } = model;
  const key = `${name}/${partition}`;
  const cells = FIGURES.map(({ id, unit, of }) => {
    const value = of(model);
    if (value === void 0) return html`<td class="n" data-col="${id}"></td>`;
    const isBackfill = id === "landing" && isBackfilled(model, began);
    return html`<td class="n" data-col="${id}"${isBackfill && html` data-backfill`}>${fact(`${key}/${id}`, value, unit)}${isBackfill && html` <small>backfill</small>`}</td>`;
  });
  return html`<tr data-partition="${partition}"><th scope="row"><a href="${partitionPath(name, partition).replace(/^[^/]*\//, "")}">${partition}</a></th><td>${pill(status, liveAttributes(model))}</td>${cells}<td class="n">${publication !== void 0 && fact(`${key}/rejected`, publication.rejected)}</td></tr>
`;
}
function isBackfilled({ expected }, began) {
  return expected !== void 0 && began !== void 0 && expected.due < began;
}
function chart({ name, partitions, began }, { id, title, unit, of }) {
  const points = partitions.flatMap((partition) => {
    const value = id === "landing" && isBackfilled(partition, began) ? void 0 : of(partition);
    return value === void 0 ? [] : [{ partition: partition.partition, value }];
  });
  const newest = points.at(-1);
  if (newest === void 0 || points.length < FEWEST) return void 0;
  const key = `${name}/chart/${id}`;
  const middle = median(points.map(({ value }) => value));
  return html`<figure><figcaption><b>${title}</b> <span>newest, <span data-name>${newest.partition}</span>: ${fact(`${key}/newest`, newest.value, unit)} · median ${fact(`${key}/median`, middle, unit)}</span></figcaption><div class="plot" role="img" aria-label="${title} by partition: ${newest.partition} has ${SHOWN[unit](newest.value)}; all figures are in the table below" data-plot="${id}" data-unit="${unit}"></div></figure>
`;
}
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

// src/site/period.ts
function calendarPlace(partition) {
  if (partition === NO_PARTITION) return { row: "", at: 0 };
  const parts = partition.split("-");
  if (parts.length === 1) return { row: `${partition.slice(0, 3)}0s`, at: Number(partition[3]) };
  return { row: parts.slice(0, -1).join("-"), at: Number(parts.at(-1)) - 1 };
}
function periodOf(partition) {
  if (partition === NO_PARTITION) return "none";
  return partition.length === 10 ? "day" : partition.length === 7 ? "month" : "year";
}
var CALENDAR_HEADS = {
  day: Array.from({ length: 31 }, (_, at) => String(at + 1)),
  month: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  year: Array.from({ length: 10 }, (_, at) => String(at)),
  none: [""]
};

// src/site/grid.ts
var LONGEST_ROW = 400;
var PERIODS = ["month", "day", "year", "none"];
var PLURAL = { day: "days", month: "months", year: "years", none: "whole tables" };
function matrices(datasets) {
  return PERIODS.flatMap((period) => {
    const rows = datasets.filter(
      ({ partitions }) => partitions.some(({ partition }) => periodOf(partition) === period)
    );
    return rows.length === 0 ? [] : [matrix(period, rows)];
  });
}
function matrix(period, datasets) {
  const all = [...new Set(datasets.flatMap(({ partitions }) => partitions.map(({ partition }) => partition)))].sort();
  const shown = all.slice(-LONGEST_ROW);
  const groups = /* @__PURE__ */ new Map();
  for (const partition of shown) {
    const { row: row3 } = calendarPlace(partition);
    groups.set(row3, (groups.get(row3) ?? 0) + 1);
  }
  const head = [...groups].map(
    ([group, span2]) => html`<th colspan="${span2}" scope="colgroup"><span>${group}</span></th>`
  );
  const rows = datasets.map(({ name, partitions }) => {
    const cells = new Map(partitions.map((partition) => [partition.partition, partition]));
    const row3 = shown.map((partition) => html`<td>${cell(name, cells.get(partition), "")}</td>`);
    return html`<tr data-dataset="${name}"><th scope="row"><a href="${datasetPath(name)}">${name}</a></th>${row3}</tr>\n`;
  });
  const older = all.length - shown.length;
  return html`<div class="scroll" data-newest><table role="grid" class="matrix" aria-label="Datasets by ${PLURAL[period]}" data-period="${period}">
${period !== "none" && html`<thead><tr><td></td>${head}</tr></thead>`}
<tbody>${rows}</tbody></table></div>
${older > 0 && html`<p class="note">The newest ${LONGEST_ROW} ${PLURAL[period]}; the others are on the pages of their datasets.</p>`}
`;
}
function calendar({ name, partitions }) {
  const period = periodOf(partitions.at(-1)?.partition ?? "none");
  const heads = CALENDAR_HEADS[period];
  const rows = /* @__PURE__ */ new Map();
  for (const partition of partitions) {
    const { row: row3, at } = calendarPlace(partition.partition);
    const cells = rows.get(row3) ?? [];
    cells[at] = partition;
    rows.set(row3, cells);
  }
  const body = [...rows].reverse().map(
    ([row3, cells]) => html`<tr data-row="${row3}"><th scope="row">${row3}</th>${heads.map((_, at) => html`<td>${cell(name, cells[at], "../")}</td>`)}</tr>\n`
  );
  return html`<div class="scroll"><table role="grid" class="calendar ${period}" aria-label="Partitions of ${name}" data-dataset="${name}" data-calendar>
<thead><tr><td></td>${heads.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${body}</tbody></table></div>
`;
}
function cell(dataset, model, root) {
  if (model === void 0) return void 0;
  const { partition, status } = model;
  const href = `${root}${partitionPath(dataset, partition)}`;
  return html`<a class="c ${status}" href="${href}" aria-label="${cellLabel(dataset, partition, status)}"${liveAttributes(model)}></a>`;
}

// src/site/made-assets.ts
var MADE_ASSETS = {
  script: {
    name: "site-b8f84863d5.js",
    text: '"use strict";(()=>{var Ns=[["day",864e5],["hour",36e5],["minute",6e4]];function sr(e){let t=document.querySelector("[data-age]");if(t===null)return;let o=e-Number(t.dataset.age),[l,r]=Ns.find(([,a])=>o>=a)??["minute",36e5/60],u=new Intl.RelativeTimeFormat("en",{numeric:"auto"});t.textContent=`, ${o<36e5/60?"just now":u.format(-Math.floor(o/r),l)}`}var $s="uplot",Is="u-hz",Fs="u-vt",zs="u-title",Vs="u-wrap",Bs="u-under",Us="u-over",Ys="u-axis",Qt="u-off",Ws="u-select",Gs="u-cursor-x",qs="u-cursor-y",js="u-cursor-pt",Ks="u-legend",Zs="u-live",Js="u-inline",Qs="u-series",Xs="u-marker",ur="u-label",eu="u-value",Vn="width",Bn="height";var ar="bottom",xn="left",ql="right",co="#000",cr=co+"0",jl="mousemove",fr="mousedown",Kl="mouseup",dr="mouseenter",pr="mouseleave",mr="dblclick",tu="resize",nu="scroll",hr="change",cl="dppxchange",fo="--",Ln=typeof window<"u",eo=Ln?document:null,Mn=Ln?window:null,lu=Ln?navigator:null,re,il;function to(){let e=devicePixelRatio;re!=e&&(re=e,il&&lo(hr,il,to),il=matchMedia(`(min-resolution: ${re-.001}dppx) and (max-resolution: ${re+.001}dppx)`),Xt(hr,il,to),Mn.dispatchEvent(new CustomEvent(cl)))}function Xe(e,t){if(t!=null){let o=e.classList;!o.contains(t)&&o.add(t)}}function no(e,t){let o=e.classList;o.contains(t)&&o.remove(t)}function ge(e,t,o){e.style[t]=o+"px"}function ht(e,t,o,l){let r=eo.createElement(e);return t!=null&&Xe(r,t),o?.insertBefore(r,l),r}function ut(e,t){return ht("div",e,t)}var gr=new WeakMap;function At(e,t,o,l,r){let u="translate("+t+"px,"+o+"px)",a=gr.get(e);u!=a&&(e.style.transform=u,gr.set(e,u),t<0||o<0||t>l||o>r?Xe(e,Qt):no(e,Qt))}var wr=new WeakMap;function Sr(e,t,o){let l=t+o,r=wr.get(e);l!=r&&(wr.set(e,l),e.style.background=t,e.style.borderColor=o)}var yr=new WeakMap;function br(e,t,o,l){let r=t+""+o,u=yr.get(e);r!=u&&(yr.set(e,r),e.style.height=o+"px",e.style.width=t+"px",e.style.marginLeft=l?-t/2+"px":0,e.style.marginTop=l?-o/2+"px":0)}var po={passive:!0},ou={...po,capture:!0};function Xt(e,t,o,l){t.addEventListener(e,o,l?ou:po)}function lo(e,t,o,l){t.removeEventListener(e,o,po)}Ln&&to();function gt(e,t,o,l){let r;o=o||0,l=l||t.length-1;let u=l<=2147483647;for(;l-o>1;)r=u?o+l>>1:et((o+l)/2),t[r]<e?o=r:l=r;return e-t[o]<=t[l]-e?o:l}function jr(e){return(o,l,r)=>{let u=-1,a=-1;for(let f=l;f<=r;f++)if(e(o[f])){u=f;break}for(let f=r;f>=l;f--)if(e(o[f])){a=f;break}return[u,a]}}var Kr=e=>e!=null,Zr=e=>e!=null&&e>0,pl=jr(Kr),ru=jr(Zr);function iu(e,t,o,l=0,r=!1){let u=r?ru:pl,a=r?Zr:Kr;[t,o]=u(e,t,o);let f=e[t],m=e[t];if(t>-1)if(l==1)f=e[t],m=e[o];else if(l==-1)f=e[o],m=e[t];else for(let d=t;d<=o;d++){let w=e[d];a(w)&&(w<f?f=w:w>m&&(m=w))}return[f??ce,m??-ce]}function ml(e,t,o,l){let r=_r(e),u=_r(t);e==t&&(r==-1?(e*=o,t/=o):(e/=o,t*=o));let a=o==10?Dt:Jr,f=r==1?et:at,m=u==1?at:et,d=f(a(ke(e))),w=m(a(ke(t))),g=An(o,d),S=An(o,w);return o==10&&(d<0&&(g=fe(g,-d)),w<0&&(S=fe(S,-w))),l||o==2?(e=g*r,t=S*u):(e=ti(e,g),t=hl(t,S)),[e,t]}function mo(e,t,o,l){let r=ml(e,t,o,l);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var ho=.1,Tr={mode:3,pad:ho},Yn={pad:0,soft:null,mode:0},su={min:Yn,max:Yn};function fl(e,t,o,l){return gl(o)?xr(e,t,o):(Yn.pad=o,Yn.soft=l?0:null,Yn.mode=l?3:0,xr(e,t,su))}function le(e,t){return e??t}function uu(e,t,o){for(t=le(t,0),o=le(o,e.length-1);t<=o;){if(e[t]!=null)return!0;t++}return!1}function xr(e,t,o){let l=o.min,r=o.max,u=le(l.pad,0),a=le(r.pad,0),f=le(l.hard,-ce),m=le(r.hard,ce),d=le(l.soft,ce),w=le(r.soft,-ce),g=le(l.mode,0),S=le(r.mode,0),L=t-e,P=Dt(L),$=Ye(ke(e),ke(t)),F=Dt($),V=ke(F-P);(L<1e-24||V>10)&&(L=0,(e==0||t==0)&&(L=1e-24,g==2&&d!=ce&&(u=0),S==2&&w!=-ce&&(a=0)));let x=L||$||1e3,I=Dt(x),_=An(10,et(I)),j=x*(L==0?e==0?.1:1:u),D=fe(ti(e-j,_/10),24),K=e>=d&&(g==1||g==3&&D<=d||g==2&&D>=d)?d:ce,W=Ye(f,D<K&&e>=K?K:wt(K,D)),Q=x*(L==0?t==0?.1:1:a),Y=fe(hl(t+Q,_/10),24),M=t<=w&&(S==1||S==3&&Y>=w||S==2&&Y<=w)?w:-ce,q=wt(m,Y>M&&t<=M?M:Ye(M,Y));return W==q&&W==0&&(q=100),[W,q]}var au=new Intl.NumberFormat(Ln?lu.language:"en-US"),go=e=>au.format(e),tt=Math,al=tt.PI,ke=tt.abs,et=tt.floor,ve=tt.round,at=tt.ceil,wt=tt.min,Ye=tt.max,An=tt.pow,_r=tt.sign,Dt=tt.log10,Jr=tt.log2,cu=(e,t=1)=>tt.sinh(e)*t,Zl=(e,t=1)=>tt.asinh(e/t),ce=1/0;function Mr(e){return(Dt((e^e>>31)-(e>>31))|0)+1}function oo(e,t,o){return wt(Ye(e,t),o)}function Qr(e){return typeof e=="function"}function X(e){return Qr(e)?e:()=>e}var fu=()=>{},Xr=e=>e,ei=(e,t)=>t,du=e=>null,Ar=e=>!0,Er=(e,t)=>e==t,pu=/\\.\\d*?(?=9{6,}|0{6,})/gm,en=e=>{if(li(e)||Ft.has(e))return e;let t=`${e}`,o=t.match(pu);if(o==null)return e;let l=o[0].length-1;if(t.indexOf("e-")!=-1){let[r,u]=t.split("e");return+`${en(r)}e${u}`}return fe(e,l)};function Zt(e,t){return en(fe(en(e/t))*t)}function hl(e,t){return en(at(en(e/t))*t)}function ti(e,t){return en(et(en(e/t))*t)}function fe(e,t=0){if(li(e))return e;let o=10**t,l=e*o*(1+Number.EPSILON);return ve(l)/o}var Ft=new Map;function ni(e){return((""+e).split(".")[1]||"").length}function Gn(e,t,o,l){let r=[],u=l.map(ni);for(let a=t;a<o;a++){let f=ke(a),m=fe(An(e,a),f);for(let d=0;d<l.length;d++){let w=e==10?+`${l[d]}e${a}`:l[d]*m,g=(a>=0?0:f)+(a>=u[d]?0:u[d]),S=e==10?w:fe(w,g);r.push(S),Ft.set(S,g)}}return r}var Wn={},wo=[],En=[null,null],It=Array.isArray,li=Number.isInteger,mu=e=>e===void 0;function vr(e){return typeof e=="string"}function gl(e){let t=!1;if(e!=null){let o=e.constructor;t=o==null||o==Object}return t}function hu(e){return e!=null&&typeof e=="object"}var gu=Object.getPrototypeOf(Uint8Array),oi="__proto__";function vn(e,t=gl){let o;if(It(e)){let l=e.find(r=>r!=null);if(It(l)||t(l)){o=Array(e.length);for(let r=0;r<e.length;r++)o[r]=vn(e[r],t)}else o=e.slice()}else if(e instanceof gu)o=e.slice();else if(t(e)){o={};for(let l in e)l!=oi&&(o[l]=vn(e[l],t))}else o=e;return o}function Me(e){let t=arguments;for(let o=1;o<t.length;o++){let l=t[o];for(let r in l)r!=oi&&(gl(e[r])?Me(e[r],vn(l[r])):e[r]=vn(l[r]))}return e}var wu=0,Su=1,yu=2;function bu(e,t,o){for(let l=0,r,u=-1;l<t.length;l++){let a=t[l];if(a>u){for(r=a-1;r>=0&&e[r]==null;)e[r--]=null;for(r=a+1;r<o&&e[r]==null;)e[u=r++]=null}}}function Tu(e,t){if(Mu(e)){let a=e[0].slice();for(let f=1;f<e.length;f++)a.push(...e[f].slice(1));return Au(a[0])||(a=_u(a)),a}let o=new Set;for(let a=0;a<e.length;a++){let m=e[a][0],d=m.length;for(let w=0;w<d;w++)o.add(m[w])}let l=[Array.from(o).sort((a,f)=>a-f)],r=l[0].length,u=new Map;for(let a=0;a<r;a++)u.set(l[0][a],a);for(let a=0;a<e.length;a++){let f=e[a],m=f[0];for(let d=1;d<f.length;d++){let w=f[d],g=Array(r).fill(void 0),S=t?t[a][d]:Su,L=[];for(let P=0;P<w.length;P++){let $=w[P],F=u.get(m[P]);$===null?S!=wu&&(g[F]=$,S==yu&&L.push(F)):g[F]=$}bu(g,L,r),l.push(g)}}return l}var xu=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function _u(e){let t=e[0],o=t.length,l=Array(o);for(let u=0;u<l.length;u++)l[u]=u;l.sort((u,a)=>t[u]-t[a]);let r=[];for(let u=0;u<e.length;u++){let a=e[u],f=Array(o);for(let m=0;m<o;m++)f[m]=a[l[m]];r.push(f)}return r}function Mu(e){let t=e[0][0],o=t.length;for(let l=1;l<e.length;l++){let r=e[l][0];if(r.length!=o)return!1;if(r!=t){for(let u=0;u<o;u++)if(r[u]!=t[u])return!1}}return!0}function Au(e,t=100){let o=e.length;if(o<=1)return!0;let l=0,r=o-1;for(;l<=r&&e[l]==null;)l++;for(;r>=l&&e[r]==null;)r--;if(r<=l)return!0;let u=Ye(1,et((r-l+1)/t));for(let a=e[l],f=l+u;f<=r;f+=u){let m=e[f];if(m!=null){if(m<=a)return!1;a=m}}return!0}var ri=["January","February","March","April","May","June","July","August","September","October","November","December"],ii=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function si(e){return e.slice(0,3)}var Eu=ii.map(si),vu=ri.map(si),ku={MMMM:ri,MMM:vu,WWWW:ii,WWW:Eu};function zn(e){return(e<10?"0":"")+e}function Lu(e){return(e<10?"00":e<100?"0":"")+e}var Du={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>zn(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>zn(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>zn(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>zn(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>zn(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Lu(e.getMilliseconds())};function So(e,t){t=t||ku;let o=[],l=/\\{([a-z]+)\\}|[^{]+/gi,r;for(;r=l.exec(e);)o.push(r[0][0]=="{"?Du[r[1]]:r[0]);return u=>{let a="";for(let f=0;f<o.length;f++)a+=typeof o[f]=="string"?o[f]:o[f](u,t);return a}}var Pu=new Intl.DateTimeFormat().resolvedOptions().timeZone;function Cu(e,t){let o;return t=="UTC"||t=="Etc/UTC"?o=new Date(+e+e.getTimezoneOffset()*6e4):t==Pu?o=e:(o=new Date(e.toLocaleString("en-US",{timeZone:t})),o.setMilliseconds(e.getMilliseconds())),o}var ui=e=>e%1==0,dl=[1,2,2.5,5],Ru=Gn(10,-32,0,dl),ai=Gn(10,0,32,dl),Hu=ai.filter(ui),Jt=Ru.concat(ai),yo=`\n`,ci="{YYYY}",kr=yo+ci,fi="{M}/{D}",Un=yo+fi,sl=Un+"/{YY}",di="{aa}",Ou="{h}:{mm}",_n=Ou+di,Lr=yo+_n,Dr=":{ss}",se=null;function pi(e){let t=e*1e3,o=t*60,l=o*60,r=l*24,u=r*30,a=r*365,m=(e==1?Gn(10,0,3,dl).filter(ui):Gn(10,-3,0,dl)).concat([t,t*5,t*10,t*15,t*30,o,o*5,o*10,o*15,o*30,l,l*2,l*3,l*4,l*6,l*8,l*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,u,u*2,u*3,u*4,u*6,a,a*2,a*5,a*10,a*25,a*50,a*100]),d=[[a,ci,se,se,se,se,se,se,1],[r*28,"{MMM}",kr,se,se,se,se,se,1],[r,fi,kr,se,se,se,se,se,1],[l,"{h}"+di,sl,se,Un,se,se,se,1],[o,_n,sl,se,Un,se,se,se,1],[t,Dr,sl+" "+_n,se,Un+" "+_n,se,Lr,se,1],[e,Dr+".{fff}",sl+" "+_n,se,Un+" "+_n,se,Lr,se,1]];function w(g){return(S,L,P,$,F,V)=>{let x=[],I=F>=a,_=F>=u&&F<a,j=g(P),D=fe(j*e,3),K=Jl(j.getFullYear(),I?0:j.getMonth(),_||I?1:j.getDate()),W=fe(K*e,3);if(_||I){let Q=_?F/u:0,Y=I?F/a:0,M=D==W?D:fe(Jl(K.getFullYear()+Y,K.getMonth()+Q,1)*e,3),q=new Date(ve(M/e)),C=q.getFullYear(),B=q.getMonth();for(let N=0;M<=$;N++){let ee=Jl(C+Y*N,B+Q*N,1),O=ee-g(fe(ee*e,3));M=fe((+ee+O)*e,3),M<=$&&x.push(M)}}else{let Q=F>=r?r:F,Y=et(P)-et(D),M=W+Y+hl(D-W,Q);x.push(M);let q=g(M),C=q.getHours()+q.getMinutes()/o+q.getSeconds()/l,B=F/l,N=S.axes[L]._space,ee=V/N;for(;M=fe(M+F,e==1?0:3),!(M>$);)if(B>1){let O=et(fe(C+B,6))%24,te=g(M).getHours()-O;te>1&&(te=-1),M-=te*l,C=(C+B)%24;let ue=x[x.length-1];fe((M-ue)/F,3)*ee>=.7&&x.push(M)}else x.push(M)}return x}}return[m,d,w]}var[Nu,$u,Iu]=pi(1),[Fu,zu,Vu]=pi(.001);Gn(2,-53,53,[1]);function Pr(e,t){return e.map(o=>o.map((l,r)=>r==0||r==8||l==null?l:t(r==1||o[8]==0?l:o[1]+l)))}function Cr(e,t){return(o,l,r,u,a)=>{let f=t.find(P=>a>=P[0])||t[t.length-1],m,d,w,g,S,L;return l.map(P=>{let $=e(P),F=$.getFullYear(),V=$.getMonth(),x=$.getDate(),I=$.getHours(),_=$.getMinutes(),j=$.getSeconds(),D=F!=m&&f[2]||V!=d&&f[3]||x!=w&&f[4]||I!=g&&f[5]||_!=S&&f[6]||j!=L&&f[7]||f[1];return m=F,d=V,w=x,g=I,S=_,L=j,D($)})}}function Bu(e,t){let o=So(t);return(l,r,u,a,f)=>r.map(m=>o(e(m)))}function Jl(e,t,o){return new Date(e,t,o)}function Rr(e,t){return t(e)}var Uu="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Hr(e,t){return(o,l,r,u)=>u==null?fo:t(e(l))}function Yu(e,t){let o=e.series[t];return o.width?o.stroke(e,t):o.points.width?o.points.stroke(e,t):null}function Wu(e,t){return e.series[t].fill(e,t)}var Gu={show:!0,live:!0,isolate:!1,mount:fu,markers:{show:!0,width:2,stroke:Yu,fill:Wu,dash:"solid"},idx:null,idxs:null,values:[]};function qu(e,t){let o=e.cursor.points,l=ut(),r=o.size(e,t);ge(l,Vn,r),ge(l,Bn,r);let u=r/-2;ge(l,"marginLeft",u),ge(l,"marginTop",u);let a=o.width(e,t,r);return a&&ge(l,"borderWidth",a),l}function ju(e,t){let o=e.series[t].points;return o._fill||o._stroke}function Ku(e,t){let o=e.series[t].points;return o._stroke||o._fill}function Zu(e,t){return e.series[t].points.size}var Ql=[0,0];function Ju(e,t,o){return Ql[0]=t,Ql[1]=o,Ql}function ul(e,t,o,l=!0){return r=>{r.button==0&&(!l||r.target==t)&&o(r)}}function Xl(e,t,o,l=!0){return r=>{(!l||r.target==t)&&o(r)}}var Qu={show:!0,x:!0,y:!0,lock:!1,move:Ju,points:{one:!1,show:qu,size:Zu,width:0,stroke:Ku,fill:ju},bind:{mousedown:ul,mouseup:ul,click:ul,dblclick:ul,mousemove:Xl,mouseleave:Xl,mouseenter:Xl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,o,l,r)=>l-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},mi={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},bo=Me({},mi,{filter:ei}),hi=Me({},bo,{size:10}),gi=Me({},mi,{show:!1}),To=\'12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"\',wi="bold "+To,Si=1.5,Or={show:!0,scale:"x",stroke:co,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:wi,side:2,grid:bo,ticks:hi,border:gi,font:To,lineGap:Si,rotate:0},Xu="Value",ea="Time",Nr={show:!0,scale:"x",auto:!1,sorted:1,min:ce,max:-ce,idxs:[]};function ta(e,t,o,l,r){return t.map(u=>u==null?"":go(u))}function na(e,t,o,l,r,u,a){let f=[],m=Ft.get(r)||0;o=a?o:fe(hl(o,r),m);for(let d=o;d<=l;d=fe(d+r,m))f.push(Object.is(d,-0)?0:d);return f}function ro(e,t,o,l,r,u,a){let f=[],m=e.scales[e.axes[t].scale].log,d=m==10?Dt:Jr,w=et(d(o));r=An(m,w),m==10&&(r=Jt[gt(r,Jt)]);let g=o,S=r*m;m==10&&(S=Jt[gt(S,Jt)]);do f.push(g),g=g+r,m==10&&!Ft.has(g)&&(g=fe(g,Ft.get(r))),g>=S&&(r=g,S=r*m,m==10&&(S=Jt[gt(S,Jt)]));while(g<=l);return f}function la(e,t,o,l,r,u,a){let m=e.scales[e.axes[t].scale].asinh,d=l>m?ro(e,t,Ye(m,o),l,r):[m],w=l>=0&&o<=0?[0]:[];return(o<-m?ro(e,t,Ye(m,-l),-o,r):[m]).reverse().map(S=>-S).concat(w,d)}var yi=/./,oa=/[12357]/,ra=/[125]/,$r=/1/,io=(e,t,o,l)=>e.map((r,u)=>t==4&&r==0||u%l==0&&o.test(r.toExponential()[r<0?1:0])?r:null);function ia(e,t,o,l,r){let u=e.axes[o],a=u.scale,f=e.scales[a],m=e.valToPos,d=u._space,w=m(10,a),g=m(9,a)-w>=d?yi:m(7,a)-w>=d?oa:m(5,a)-w>=d?ra:$r;if(g==$r){let S=ke(m(1,a)-w);if(S<d)return io(t.slice().reverse(),f.distr,g,at(d/S)).reverse()}return io(t,f.distr,g,1)}function sa(e,t,o,l,r){let u=e.axes[o],a=u.scale,f=u._space,m=e.valToPos,d=ke(m(1,a)-m(2,a));return d<f?io(t.slice().reverse(),3,yi,at(f/d)).reverse():t}function ua(e,t,o,l){return l==null?fo:t==null?"":go(t)}var Ir={show:!0,scale:"y",stroke:co,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:wi,side:3,grid:bo,ticks:hi,border:gi,font:To,lineGap:Si,rotate:0};function aa(e,t){let o=3+(e||1)*2;return fe(o*t,3)}function ca(e,t){let{scale:o,idxs:l}=e.series[0],r=e._data[0],u=e.valToPos(r[l[0]],o,!0),a=e.valToPos(r[l[1]],o,!0),f=ke(a-u),m=e.series[t],d=f/(m.points.space*re);return l[1]-l[0]<=d}var Fr={scale:null,auto:!0,sorted:0,min:ce,max:-ce},bi=(e,t,o,l,r)=>r,zr={show:!0,auto:!0,sorted:0,gaps:bi,alpha:1,facets:[Me({},Fr,{scale:"x"}),Me({},Fr,{scale:"y"})]},Vr={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:bi,alpha:1,points:{show:ca,filter:null},values:null,min:ce,max:-ce,idxs:[],path:null,clip:null};function fa(e,t,o,l,r){return o/10}var Ti={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},da=Me({},Ti,{time:!1,ori:1}),Br={};function xi(e,t){let o=Br[e];return o||(o={key:e,plots:[],sub(l){o.plots.push(l)},unsub(l){o.plots=o.plots.filter(r=>r!=l)},pub(l,r,u,a,f,m,d){for(let w=0;w<o.plots.length;w++)o.plots[w]!=r&&o.plots[w].pub(l,r,u,a,f,m,d)}},e!=null&&(Br[e]=o)),o}var kn=1,so=2;function tn(e,t,o){let l=e.mode,r=e.series[t],u=l==2?e._data[t]:e._data,a=e.scales,f=e.bbox,m=u[0],d=l==2?u[1]:u[t],w=l==2?a[r.facets[0].scale]:a[e.series[0].scale],g=l==2?a[r.facets[1].scale]:a[r.scale],S=f.left,L=f.top,P=f.width,$=f.height,F=e.valToPosH,V=e.valToPosV;return w.ori==0?o(r,m,d,w,g,F,V,S,L,P,$,Sl,Dn,bl,Mi,Ei):o(r,m,d,w,g,V,F,L,S,$,P,yl,Pn,Mo,Ai,vi)}function xo(e,t){let o=0,l=0,r=le(e.bands,wo);for(let u=0;u<r.length;u++){let a=r[u];a.series[0]==t?o=a.dir:a.series[1]==t&&(a.dir==1?l|=1:l|=2)}return[o,l==1?-1:l==2?1:l==3?2:0]}function pa(e,t,o,l,r){let u=e.mode,a=e.series[t],f=u==2?a.facets[1].scale:a.scale,m=e.scales[f];return r==-1?m.min:r==1?m.max:m.distr==3?m.dir==1?m.min:m.max:0}function Pt(e,t,o,l,r,u){return tn(e,t,(a,f,m,d,w,g,S,L,P,$,F)=>{let V=a.pxRound,x=d.dir*(d.ori==0?1:-1),I=d.ori==0?Dn:Pn,_,j;x==1?(_=o,j=l):(_=l,j=o);let D=V(g(f[_],d,$,L)),K=V(S(m[_],w,F,P)),W=V(g(f[j],d,$,L)),Q=V(S(u==1?w.max:w.min,w,F,P)),Y=new Path2D(r);return I(Y,W,Q),I(Y,D,Q),I(Y,D,K),Y})}function wl(e,t,o,l,r,u){let a=null;if(e.length>0){a=new Path2D;let f=t==0?bl:Mo,m=o;for(let g=0;g<e.length;g++){let S=e[g];if(S[1]>S[0]){let L=S[0]-m;L>0&&f(a,m,l,L,l+u),m=S[1]}}let d=o+r-m,w=10;d>0&&f(a,m,l-w/2,d,l+u+w)}return a}function ma(e,t,o){let l=e[e.length-1];l&&l[0]==t?l[1]=o:e.push([t,o])}function _o(e,t,o,l,r,u,a){let f=[],m=e.length;for(let d=r==1?o:l;d>=o&&d<=l;d+=r)if(t[d]===null){let g=d,S=d;if(r==1)for(;++d<=l&&t[d]===null;)S=d;else for(;--d>=o&&t[d]===null;)S=d;let L=u(e[g]),P=S==g?L:u(e[S]),$=g-r;L=a<=0&&$>=0&&$<m?u(e[$]):L;let V=S+r;P=a>=0&&V>=0&&V<m?u(e[V]):P,P>=L&&f.push([L,P])}return f}function Ur(e){return e==0?Xr:e==1?ve:t=>Zt(t,e)}function _i(e){let t=e==0?Sl:yl,o=e==0?(r,u,a,f,m,d)=>{r.arcTo(u,a,f,m,d)}:(r,u,a,f,m,d)=>{r.arcTo(a,u,m,f,d)},l=e==0?(r,u,a,f,m)=>{r.rect(u,a,f,m)}:(r,u,a,f,m)=>{r.rect(a,u,m,f)};return(r,u,a,f,m,d=0,w=0)=>{d==0&&w==0?l(r,u,a,f,m):(d=wt(d,f/2,m/2),w=wt(w,f/2,m/2),t(r,u+d,a),o(r,u+f,a,u+f,a+m,d),o(r,u+f,a+m,u,a+m,w),o(r,u,a+m,u,a,w),o(r,u,a,u+f,a,d),r.closePath())}}var Sl=(e,t,o)=>{e.moveTo(t,o)},yl=(e,t,o)=>{e.moveTo(o,t)},Dn=(e,t,o)=>{e.lineTo(t,o)},Pn=(e,t,o)=>{e.lineTo(o,t)},bl=_i(0),Mo=_i(1),Mi=(e,t,o,l,r,u)=>{e.arc(t,o,l,r,u)},Ai=(e,t,o,l,r,u)=>{e.arc(o,t,l,r,u)},Ei=(e,t,o,l,r,u,a)=>{e.bezierCurveTo(t,o,l,r,u,a)},vi=(e,t,o,l,r,u,a)=>{e.bezierCurveTo(o,t,r,l,a,u)};function ki(e){return(t,o,l,r,u)=>tn(t,o,(a,f,m,d,w,g,S,L,P,$,F)=>{let{pxRound:V,points:x}=a,I,_;d.ori==0?(I=Sl,_=Mi):(I=yl,_=Ai);let j=fe(x.width*re,3),D=(x.size-x.width)/2*re,K=fe(D*2,3),W=new Path2D,Q=new Path2D,{left:Y,top:M,width:q,height:C}=t.bbox;bl(Q,Y-K,M-K,q+K*2,C+K*2);let B=N=>{if(m[N]!=null){let ee=V(g(f[N],d,$,L)),O=V(S(m[N],w,F,P));I(W,ee+D,O),_(W,ee,O,D,0,al*2)}};if(u)u.forEach(B);else for(let N=l;N<=r;N++)B(N);return{stroke:j>0?W:null,fill:W,clip:Q,flags:kn|so}})}function Li(e){return(t,o,l,r,u,a)=>{l!=r&&(u!=l&&a!=l&&e(t,o,l),u!=r&&a!=r&&e(t,o,r),e(t,o,a))}}var ha=Li(Dn),ga=Li(Pn);function Di(e){let t=le(e?.alignGaps,0);return(o,l,r,u)=>tn(o,l,(a,f,m,d,w,g,S,L,P,$,F)=>{[r,u]=pl(m,r,u);let V=a.pxRound,x=C=>V(g(C,d,$,L)),I=C=>V(S(C,w,F,P)),_,j;d.ori==0?(_=Dn,j=ha):(_=Pn,j=ga);let D=d.dir*(d.ori==0?1:-1),K={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:kn},W=K.stroke,Q=!1;if(u-r>=$*4){let C=R=>o.posToVal(R,d.key,!0),B=null,N=null,ee,O,We,we=x(f[D==1?r:u]),te=x(f[r]),ue=x(f[u]),Z=C(D==1?te+1:ue-1);for(let R=D==1?r:u;R>=r&&R<=u;R+=D){let Ae=f[R],Se=(D==1?Ae<Z:Ae>Z)?we:x(Ae),ie=m[R];Se==we?ie!=null?(O=ie,B==null?(_(W,Se,I(O)),ee=B=N=O):O<B?B=O:O>N&&(N=O)):ie===null&&(Q=!0):(B!=null&&j(W,we,I(B),I(N),I(ee),I(O)),ie!=null?(O=ie,_(W,Se,I(O)),B=N=ee=O):(B=N=null,ie===null&&(Q=!0)),we=Se,Z=C(we+D))}B!=null&&B!=N&&We!=we&&j(W,we,I(B),I(N),I(ee),I(O))}else for(let C=D==1?r:u;C>=r&&C<=u;C+=D){let B=m[C];B===null?Q=!0:B!=null&&_(W,x(f[C]),I(B))}let[M,q]=xo(o,l);if(a.fill!=null||M!=0){let C=K.fill=new Path2D(W),B=a.fillTo(o,l,a.min,a.max,M),N=I(B),ee=x(f[r]),O=x(f[u]);D==-1&&([O,ee]=[ee,O]),_(C,O,N),_(C,ee,N)}if(!a.spanGaps){let C=[];Q&&C.push(..._o(f,m,r,u,D,x,t)),K.gaps=C=a.gaps(o,l,r,u,C),K.clip=wl(C,d.ori,L,P,$,F)}return q!=0&&(K.band=q==2?[Pt(o,l,r,u,W,-1),Pt(o,l,r,u,W,1)]:Pt(o,l,r,u,W,q)),K})}function wa(e){let t=le(e.align,1),o=le(e.ascDesc,!1),l=le(e.alignGaps,0),r=le(e.extend,!1);return(u,a,f,m)=>tn(u,a,(d,w,g,S,L,P,$,F,V,x,I)=>{[f,m]=pl(g,f,m);let _=d.pxRound,{left:j,width:D}=u.bbox,K=te=>_(P(te,S,x,F)),W=te=>_($(te,L,I,V)),Q=S.ori==0?Dn:Pn,Y={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:kn},M=Y.stroke,q=S.dir*(S.ori==0?1:-1),C=W(g[q==1?f:m]),B=K(w[q==1?f:m]),N=B,ee=B;r&&t==-1&&(ee=j,Q(M,ee,C)),Q(M,B,C);for(let te=q==1?f:m;te>=f&&te<=m;te+=q){let ue=g[te];if(ue==null)continue;let Z=K(w[te]),R=W(ue);t==1?Q(M,Z,C):Q(M,N,R),Q(M,Z,R),C=R,N=Z}let O=N;r&&t==1&&(O=j+D,Q(M,O,C));let[We,we]=xo(u,a);if(d.fill!=null||We!=0){let te=Y.fill=new Path2D(M),ue=d.fillTo(u,a,d.min,d.max,We),Z=W(ue);Q(te,O,Z),Q(te,ee,Z)}if(!d.spanGaps){let te=[];te.push(..._o(w,g,f,m,q,K,l));let ue=d.width*re/2,Z=o||t==1?ue:-ue,R=o||t==-1?-ue:ue;te.forEach(Ae=>{Ae[0]+=Z,Ae[1]+=R}),Y.gaps=te=d.gaps(u,a,f,m,te),Y.clip=wl(te,S.ori,F,V,x,I)}return we!=0&&(Y.band=we==2?[Pt(u,a,f,m,M,-1),Pt(u,a,f,m,M,1)]:Pt(u,a,f,m,M,we)),Y})}function Yr(e,t,o,l,r,u,a=ce){if(e.length>1){let f=null;for(let m=0,d=1/0;m<e.length;m++)if(t[m]!==void 0){if(f!=null){let w=ke(e[m]-e[f]);w<d&&(d=w,a=ke(o(e[m],l,r,u)-o(e[f],l,r,u)))}f=m}}return a}function Sa(e){e=e||Wn;let t=le(e.size,[.6,ce,1]),o=e.align||0,l=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let u=X(r),a=1-t[0],f=le(t[1],ce),m=le(t[2],1),d=le(e.disp,Wn),w=le(e.each,L=>{}),{fill:g,stroke:S}=d;return(L,P,$,F)=>tn(L,P,(V,x,I,_,j,D,K,W,Q,Y,M)=>{let q=V.pxRound,C=o,B=l*re,N=f*re,ee=m*re,O,We;_.ori==0?[O,We]=u(L,P):[We,O]=u(L,P);let we=_.dir*(_.ori==0?1:-1),te=_.ori==0?bl:Mo,ue=_.ori==0?w:(v,de,Ee,rn,Bt,yt,Ut)=>{w(v,de,Ee,Bt,rn,Ut,yt)},Z=le(L.bands,wo).find(v=>v.series[0]==P),R=Z!=null?Z.dir:0,Ae=V.fillTo(L,P,V.min,V.max,R),Fe=q(K(Ae,j,M,Q)),Se,ie,ct,je=Y,be=q(V.width*re),St=!1,vt=null,nt=null,Ct=null,nn=null;g!=null&&(be==0||S!=null)&&(St=!0,vt=g.values(L,P,$,F),nt=new Map,new Set(vt).forEach(v=>{v!=null&&nt.set(v,new Path2D)}),be>0&&(Ct=S.values(L,P,$,F),nn=new Map,new Set(Ct).forEach(v=>{v!=null&&nn.set(v,new Path2D)})));let{x0:ln,size:Cn}=d;if(ln!=null&&Cn!=null){C=1,x=ln.values(L,P,$,F),ln.unit==2&&(x=x.map(Ee=>L.posToVal(W+Ee*Y,_.key,!0)));let v=Cn.values(L,P,$,F);Cn.unit==2?ie=v[0]*Y:ie=D(v[0],_,Y,W)-D(0,_,Y,W),je=Yr(x,I,D,_,Y,W,je),ct=je-ie+B}else je=Yr(x,I,D,_,Y,W,je),ct=je*a+B,ie=je-ct;ct<1&&(ct=0),be>=ie/2&&(be=0),ct<5&&(q=Xr);let Zn=ct>0,zt=je-ct-(Zn?be:0);ie=q(oo(zt,ee,N)),Se=(C==0?ie/2:C==we?0:ie)-C*we*((C==0?B/2:0)+(Zn?be/2:0));let ze={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},on=St?null:new Path2D,kt=null;if(Z!=null)kt=L.data[Z.series[1]];else{let{y0:v,y1:de}=d;v!=null&&de!=null&&(I=de.values(L,P,$,F),kt=v.values(L,P,$,F))}let Vt=O*ie,G=We*ie;for(let v=we==1?$:F;v>=$&&v<=F;v+=we){let de=I[v];if(de==null)continue;if(kt!=null){let Ge=kt[v]??0;if(de-Ge==0)continue;Fe=K(Ge,j,M,Q)}let Ee=_.distr!=2||d!=null?x[v]:v,rn=D(Ee,_,Y,W),Bt=K(le(de,Ae),j,M,Q),yt=q(rn-Se),Ut=q(Ye(Bt,Fe)),Ke=q(wt(Bt,Fe)),lt=Ut-Ke;if(de!=null){let Ge=de<0?G:Vt,ft=de<0?Vt:G;St?(be>0&&Ct[v]!=null&&te(nn.get(Ct[v]),yt,Ke+et(be/2),ie,Ye(0,lt-be),Ge,ft),vt[v]!=null&&te(nt.get(vt[v]),yt,Ke+et(be/2),ie,Ye(0,lt-be),Ge,ft)):te(on,yt,Ke+et(be/2),ie,Ye(0,lt-be),Ge,ft),ue(L,P,v,yt-be/2,Ke,ie+be,lt)}}return be>0?ze.stroke=St?nn:on:St||(ze._fill=V.width==0?V._fill:V._stroke??V._fill,ze.width=0),ze.fill=St?nt:on,ze})}function ya(e,t){let o=le(t?.alignGaps,0);return(l,r,u,a)=>tn(l,r,(f,m,d,w,g,S,L,P,$,F,V)=>{[u,a]=pl(d,u,a);let x=f.pxRound,I=O=>x(S(O,w,F,P)),_=O=>x(L(O,g,V,$)),j,D,K;w.ori==0?(j=Sl,K=Dn,D=Ei):(j=yl,K=Pn,D=vi);let W=w.dir*(w.ori==0?1:-1),Q=I(m[W==1?u:a]),Y=Q,M=[],q=[];for(let O=W==1?u:a;O>=u&&O<=a;O+=W)if(d[O]!=null){let we=m[O],te=I(we);M.push(Y=te),q.push(_(d[O]))}let C={stroke:e(M,q,j,K,D,x),fill:null,clip:null,band:null,gaps:null,flags:kn},B=C.stroke,[N,ee]=xo(l,r);if(f.fill!=null||N!=0){let O=C.fill=new Path2D(B),We=f.fillTo(l,r,f.min,f.max,N),we=_(We);K(O,Y,we),K(O,Q,we)}if(!f.spanGaps){let O=[];O.push(..._o(m,d,u,a,W,I,o)),C.gaps=O=f.gaps(l,r,u,a,O),C.clip=wl(O,w.ori,P,$,F,V)}return ee!=0&&(C.band=ee==2?[Pt(l,r,u,a,B,-1),Pt(l,r,u,a,B,1)]:Pt(l,r,u,a,B,ee)),C})}function ba(e){return ya(Ta,e)}function Ta(e,t,o,l,r,u){let a=e.length;if(a<2)return null;let f=new Path2D;if(o(f,e[0],t[0]),a==2)l(f,e[1],t[1]);else{let m=Array(a),d=Array(a-1),w=Array(a-1),g=Array(a-1);for(let S=0;S<a-1;S++)w[S]=t[S+1]-t[S],g[S]=e[S+1]-e[S],d[S]=w[S]/g[S];m[0]=d[0];for(let S=1;S<a-1;S++)d[S]===0||d[S-1]===0||d[S-1]>0!=d[S]>0?m[S]=0:(m[S]=3*(g[S-1]+g[S])/((2*g[S]+g[S-1])/d[S-1]+(g[S]+2*g[S-1])/d[S]),isFinite(m[S])||(m[S]=0));m[a-1]=d[a-2];for(let S=0;S<a-1;S++)r(f,e[S]+g[S]/3,t[S]+m[S]*g[S]/3,e[S+1]-g[S]/3,t[S+1]-m[S+1]*g[S]/3,e[S+1],t[S+1])}return f}var uo=new Set;function Wr(){for(let e of uo)e.syncRect(!0)}Ln&&(Xt(tu,Mn,Wr),Xt(nu,Mn,Wr,!0),Xt(cl,Mn,()=>{Le.pxRatio=re}));var xa=Di(),_a=ki();function Gr(e,t,o,l){return(l?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((u,a)=>ao(u,a,t,o))}function Ma(e,t){return e.map((o,l)=>l==0?{}:Me({},t,o))}function ao(e,t,o,l){return Me({},t==0?o:l,e)}function Pi(e,t,o){return t==null?En:[t,o]}var Aa=Pi;function Ea(e,t,o){return t==null?En:fl(t,o,ho,!0)}function Ci(e,t,o,l){return t==null?En:ml(t,o,e.scales[l].log,!1)}var va=Ci;function Ri(e,t,o,l){return t==null?En:mo(t,o,e.scales[l].log,!1)}var ka=Ri;function La(e,t,o,l,r){let u=Ye(Mr(e),Mr(t)),a=t-e,f=gt(r/l*a,o);do{let m=o[f],d=l*m/a;if(d>=r&&u+(m<5?Ft.get(m):0)<=17)return[m,d]}while(++f<o.length);return[0,0]}function qr(e){let t,o;return e=e.replace(/(\\d+)px/,(l,r)=>(t=ve((o=+r)*re))+"px"),[e,t,o]}function Da(e){e.show&&[e.font,e.labelFont].forEach(t=>{let o=fe(t[2]*re,1);t[0]=t[0].replace(/[0-9.]+px/,o+"px"),t[1]=o})}function Le(e,t,o){let l={mode:le(e.mode,1)},r=l.mode;function u(n,i,s,c){let p=i.valToPct(n);return c+s*(i.dir==-1?1-p:p)}function a(n,i,s,c){let p=i.valToPct(n);return c+s*(i.dir==-1?p:1-p)}function f(n,i,s,c){return i.ori==0?u(n,i,s,c):a(n,i,s,c)}l.valToPosH=u,l.valToPosV=a;let m=!1;l.status=0;let d=l.root=ut($s);if(e.id!=null&&(d.id=e.id),Xe(d,e.class),e.title){let n=ut(zs,d);n.textContent=e.title}let w=ht("canvas"),g=l.ctx=w.getContext("2d"),S=ut(Vs,d);Xt("click",S,n=>{n.target===P&&(pe!=wn||ye!=Sn)&&$e.click(l,n)},!0);let L=l.under=ut(Bs,S);S.appendChild(w);let P=l.over=ut(Us,S);e=vn(e);let $=+le(e.pxAlign,1),F=Ur($);(e.plugins||[]).forEach(n=>{n.opts&&(e=n.opts(l,e)||e)});let V=e.ms||.001,x=l.series=r==1?Gr(e.series||[],Nr,Vr,!1):Ma(e.series||[null],zr),I=l.axes=Gr(e.axes||[],Or,Ir,!0),_=l.scales={},j=l.bands=e.bands||[];j.forEach(n=>{n.fill=X(n.fill||null),n.dir=le(n.dir,-1)});let D=r==2?x[1].facets[0].scale:x[0].scale,K={axes:Ts,series:gs},W=(e.drawOrder||["axes","series"]).map(n=>K[n]);function Q(n){let i=n.distr==3?s=>Dt(s>0?s:n.clamp(l,s,n.min,n.max,n.key)):n.distr==4?s=>Zl(s,n.asinh):n.distr==100?s=>n.fwd(s):s=>s;return s=>{let c=i(s),{_min:p,_max:h}=n,y=h-p;return(c-p)/y}}function Y(n){let i=_[n];if(i==null){let s=(e.scales||Wn)[n]||Wn;if(s.from!=null){Y(s.from);let c=Me({},_[s.from],s,{key:n});c.valToPct=Q(c),_[n]=c}else{i=_[n]=Me({},n==D?Ti:da,s),i.key=n;let c=i.time,p=i.range,h=It(p);if((n!=D||r==2&&!c)&&(h&&(p[0]==null||p[1]==null)&&(p={min:p[0]==null?Tr:{mode:1,hard:p[0],soft:p[0]},max:p[1]==null?Tr:{mode:1,hard:p[1],soft:p[1]}},h=!1),!h&&gl(p))){let y=p;p=(b,T,A)=>T==null?En:fl(T,A,y)}i.range=X(p||(c?Aa:n==D?i.distr==3?va:i.distr==4?ka:Pi:i.distr==3?Ci:i.distr==4?Ri:Ea)),i.auto=X(h?!1:i.auto),i.clamp=X(i.clamp||fa),i._min=i._max=null,i.valToPct=Q(i)}}}Y("x"),Y("y"),r==1&&x.forEach(n=>{Y(n.scale)}),I.forEach(n=>{Y(n.scale)});for(let n in e.scales)Y(n);let M=_[D],q=M.distr,C,B;M.ori==0?(Xe(d,Is),C=u,B=a):(Xe(d,Fs),C=a,B=u);let N={};for(let n in _){let i=_[n];(i.min!=null||i.max!=null)&&(N[n]={min:i.min,max:i.max},i.min=i.max=null)}let ee=e.tzDate||(n=>new Date(ve(n/V))),O=e.fmtDate||So,We=V==1?Iu(ee):Vu(ee),we=Cr(ee,Pr(V==1?$u:zu,O)),te=Hr(ee,Rr(Uu,O)),ue=[],Z=l.legend=Me({},Gu,e.legend),R=l.cursor=Me({},Qu,{drag:{y:r==2}},e.cursor),Ae=Z.show,Fe=R.show,Se=Z.markers;Z.idxs=ue,Se.width=X(Se.width),Se.dash=X(Se.dash),Se.stroke=X(Se.stroke),Se.fill=X(Se.fill);let ie,ct,je,be=[],St=[],vt,nt=!1,Ct={};if(Z.live){let n=x[1]?x[1].values:null;nt=n!=null,vt=nt?n(l,1,0):{_:0};for(let i in vt)Ct[i]=fo}if(Ae)if(ie=ht("table",Ks,d),je=ht("tbody",null,ie),Z.mount(l,ie),nt){ct=ht("thead",null,ie,je);let n=ht("tr",null,ct);ht("th",null,n);for(var nn in vt)ht("th",ur,n).textContent=nn}else Xe(ie,Js),Z.live&&Xe(ie,Zs);let ln={show:!0},Cn={show:!1};function Zn(n,i){if(i==0&&(nt||!Z.live||r==2))return En;let s=[],c=ht("tr",Qs,je,je.childNodes[i]);Xe(c,n.class),n.show||Xe(c,Qt);let p=ht("th",null,c);if(Se.show){let b=ut(Xs,p);if(i>0){let T=Se.width(l,i);T&&(b.style.border=T+"px "+Se.dash(l,i)+" "+Se.stroke(l,i)),b.style.background=Se.fill(l,i)}}let h=ut(ur,p);n.label instanceof HTMLElement?h.appendChild(n.label):h.textContent=n.label,i>0&&(Se.show||(h.style.color=n.width>0?Se.stroke(l,i):Se.fill(l,i)),ze("click",p,b=>{if(R._lock)return;Wt(b);let T=x.indexOf(n);if((b.ctrlKey||b.metaKey)!=Z.isolate){let A=x.some((E,k)=>k>0&&k!=T&&E.show);x.forEach((E,k)=>{k>0&&Tt(k,A?k==T?ln:Cn:ln,!0,_e.setSeries)})}else Tt(T,{show:!n.show},!0,_e.setSeries)},!1),un&&ze(dr,p,b=>{R._lock||(Wt(b),Tt(x.indexOf(n),bn,!0,_e.setSeries))},!1));for(var y in vt){let b=ht("td",eu,c);b.textContent="--",s.push(b)}return[c,s]}let zt=new Map;function ze(n,i,s,c=!0){let p=zt.get(i)||{},h=R.bind[n](l,i,s,c);h&&(Xt(n,i,p[n]=h),zt.set(i,p))}function on(n,i,s){let c=zt.get(i)||{};for(let p in c)(n==null||p==n)&&(lo(p,i,c[p]),delete c[p]);n==null&&zt.delete(i)}let kt=0,Vt=0,G=0,v=0,de=0,Ee=0,rn=de,Bt=Ee,yt=G,Ut=v,Ke=0,lt=0,Ge=0,ft=0;l.bbox={};let Ml=!1,Jn=!1,sn=!1,Yt=!1,Qn=!1,ot=!1;function Al(n,i,s){(s||n!=l.width||i!=l.height)&&Po(n,i),pn(!1),sn=!0,Jn=!0,mn()}function Po(n,i){l.width=kt=G=n,l.height=Vt=v=i,de=Ee=0,as(),cs();let s=l.bbox;Ke=s.left=Zt(de*re,.5),lt=s.top=Zt(Ee*re,.5),Ge=s.width=Zt(G*re,.5),ft=s.height=Zt(v*re,.5)}let is=3;function ss(){let n=!1,i=0;for(;!n;){i++;let s=ys(i),c=bs(i);n=i==is||s&&c,n||(Po(l.width,l.height),Jn=!0)}}function us({width:n,height:i}){Al(n,i)}l.setSize=us;function as(){let n=!1,i=!1,s=!1,c=!1;I.forEach((p,h)=>{if(p.show&&p._show){let{side:y,_size:b}=p,T=y%2,A=p.label!=null?p.labelSize:0,E=b+A;E>0&&(T?(G-=E,y==3?(de+=E,c=!0):s=!0):(v-=E,y==0?(Ee+=E,n=!0):i=!0))}}),Gt[0]=n,Gt[1]=s,Gt[2]=i,Gt[3]=c,G-=Rt[1]+Rt[3],de+=Rt[3],v-=Rt[2]+Rt[0],Ee+=Rt[0]}function cs(){let n=de+G,i=Ee+v,s=de,c=Ee;function p(h,y){switch(h){case 1:return n+=y,n-y;case 2:return i+=y,i-y;case 3:return s-=y,s+y;case 0:return c-=y,c+y}}I.forEach((h,y)=>{if(h.show&&h._show){let b=h.side;h._pos=p(b,h._size),h.label!=null&&(h._lpos=p(b,h.labelSize))}})}if(R.dataIdx==null){let n=R.hover,i=n.skip=new Set(n.skip??[]);i.add(void 0);let s=n.prox=X(n.prox),c=n.bias??=0;R.dataIdx=(p,h,y,b)=>{if(h==0)return y;let T=y,A=s(p,h,y,b)??ce,E=A>=0&&A<ce,k=M.ori==0?G:v,U=R.left,oe=t[0],ne=t[h];if(i.has(ne[y])){T=null;let J=null,z=null,H;if(c==0||c==-1)for(H=y;J==null&&H-- >0;)i.has(ne[H])||(J=H);if(c==0||c==1)for(H=y;z==null&&H++<ne.length;)i.has(ne[H])||(z=H);if(J!=null||z!=null)if(E){let he=J==null?-1/0:C(oe[J],M,k,0),Te=z==null?1/0:C(oe[z],M,k,0),Oe=U-he,ae=Te-U;Oe<=ae?Oe<=A&&(T=J):ae<=A&&(T=z)}else T=z==null?J:J==null?z:y-J<=z-y?J:z}else E&&ke(U-C(oe[y],M,k,0))>A&&(T=null);return T}}let Wt=n=>{R.event=n};R.idxs=ue,R._lock=!1;let Ie=R.points;Ie.show=X(Ie.show),Ie.size=X(Ie.size),Ie.stroke=X(Ie.stroke),Ie.width=X(Ie.width),Ie.fill=X(Ie.fill);let bt=l.focus=Me({},e.focus||{alpha:.3},R.focus),un=bt.prox>=0,an=un&&Ie.one,rt=[],cn=[],fn=[];function Co(n,i){let s=Ie.show(l,i);if(s instanceof HTMLElement)return Xe(s,js),Xe(s,n.class),At(s,-10,-10,G,v),P.insertBefore(s,rt[i]),s}function Ro(n,i){if(r==1||i>0){let s=r==1&&_[n.scale].time,c=n.value;n.value=s?vr(c)?Hr(ee,Rr(c,O)):c||te:c||ua,n.label=n.label||(s?ea:Xu)}if(an||i>0){n.width=n.width==null?1:n.width,n.paths=n.paths||xa||du,n.fillTo=X(n.fillTo||pa),n.pxAlign=+le(n.pxAlign,$),n.pxRound=Ur(n.pxAlign),n.stroke=X(n.stroke||null),n.fill=X(n.fill||null),n._stroke=n._fill=n._paths=n._focus=null;let s=aa(Ye(1,n.width),1),c=n.points=Me({},{size:s,width:Ye(1,s*.2),stroke:n.stroke,space:s*2,paths:_a,_stroke:null,_fill:null},n.points);c.show=X(c.show),c.filter=X(c.filter),c.fill=X(c.fill),c.stroke=X(c.stroke),c.paths=X(c.paths),c.pxAlign=n.pxAlign}if(Ae){let s=Zn(n,i);be.splice(i,0,s[0]),St.splice(i,0,s[1]),Z.values.push(null)}if(Fe){ue.splice(i,0,null);let s=null;an?i==0&&(s=Co(n,i)):i>0&&(s=Co(n,i)),rt.splice(i,0,s),cn.splice(i,0,0),fn.splice(i,0,0)}He("addSeries",i)}function fs(n,i){i=i??x.length,n=r==1?ao(n,i,Nr,Vr):ao(n,i,{},zr),x.splice(i,0,n),Ro(x[i],i)}l.addSeries=fs;function ds(n){if(x.splice(n,1),Ae){Z.values.splice(n,1),St.splice(n,1);let i=be.splice(n,1)[0];on(null,i.firstChild),i.remove()}Fe&&(ue.splice(n,1),rt.splice(n,1)[0].remove(),cn.splice(n,1),fn.splice(n,1)),He("delSeries",n)}l.delSeries=ds;let Gt=[!1,!1,!1,!1];function ps(n,i){if(n._show=n.show,n.show){let s=n.side%2,c=_[n.scale];c==null&&(n.scale=s?x[1].scale:D,c=_[n.scale]);let p=c.time;n.size=X(n.size),n.space=X(n.space),n.rotate=X(n.rotate),It(n.incrs)&&n.incrs.forEach(y=>{!Ft.has(y)&&Ft.set(y,ni(y))}),n.incrs=X(n.incrs||(c.distr==2?Hu:p?V==1?Nu:Fu:Jt)),n.splits=X(n.splits||(p&&c.distr==1?We:c.distr==3?ro:c.distr==4?la:na)),n.stroke=X(n.stroke),n.grid.stroke=X(n.grid.stroke),n.ticks.stroke=X(n.ticks.stroke),n.border.stroke=X(n.border.stroke);let h=n.values;n.values=It(h)&&!It(h[0])?X(h):p?It(h)?Cr(ee,Pr(h,O)):vr(h)?Bu(ee,h):h||we:h||ta,n.filter=X(n.filter||(c.distr>=3&&c.log==10?ia:c.distr==3&&c.log==2?sa:ei)),n.font=qr(n.font),n.labelFont=qr(n.labelFont),n._size=n.size(l,null,i,0),n._space=n._rotate=n._incrs=n._found=n._splits=n._values=null,n._size>0&&(Gt[i]=!0,n._el=ut(Ys,S))}}function Rn(n,i,s,c){let[p,h,y,b]=s,T=i%2,A=0;return T==0&&(b||h)&&(A=i==0&&!p||i==2&&!y?ve(Or.size/3):0),T==1&&(p||y)&&(A=i==1&&!h||i==3&&!b?ve(Ir.size/2):0),A}let Ho=l.padding=(e.padding||[Rn,Rn,Rn,Rn]).map(n=>X(le(n,Rn))),Rt=l._padding=Ho.map((n,i)=>n(l,i,Gt,0)),Ne,De=null,Pe=null,Xn=r==1?x[0].idxs:null,dt=null,Hn=!1;function Oo(n,i){if(t=n??[],l.data=l._data=t,r==2){Ne=0;for(let s=1;s<x.length;s++)Ne+=t[s][0].length}else{t.length==0&&(l.data=l._data=t=[[]]),dt=t[0],Ne=dt.length;let s=t;if(q==2){s=t.slice();let c=s[0]=Array(Ne);for(let p=0;p<Ne;p++)c[p]=p}l._data=t=s}if(pn(!0),He("setData"),q==2&&(sn=!0),i!==!1){let s=M;s.auto(l,Hn)?El():Ot(D,s.min,s.max),Yt=Yt||R.left>=0,ot=!0,mn()}}l.setData=Oo;function El(){Hn=!0;let n,i;r==1&&(Ne>0?(De=Xn[0]=0,Pe=Xn[1]=Ne-1,n=t[0][De],i=t[0][Pe],q==2?(n=De,i=Pe):n==i&&(q==3?[n,i]=ml(n,n,M.log,!1):q==4?[n,i]=mo(n,n,M.log,!1):M.time?i=n+ve(86400/V):[n,i]=fl(n,i,ho,!0))):(De=Xn[0]=n=null,Pe=Xn[1]=i=null)),Ot(D,n,i)}let el,dn,vl,kl,Ll,Dl,Pl,Cl,Rl,qe;function No(n,i,s,c,p,h){n??=cr,s??=wo,c??="butt",p??=cr,h??="round",n!=el&&(g.strokeStyle=el=n),p!=dn&&(g.fillStyle=dn=p),i!=vl&&(g.lineWidth=vl=i),h!=Ll&&(g.lineJoin=Ll=h),c!=Dl&&(g.lineCap=Dl=c),s!=kl&&g.setLineDash(kl=s)}function $o(n,i,s,c){i!=dn&&(g.fillStyle=dn=i),n!=Pl&&(g.font=Pl=n),s!=Cl&&(g.textAlign=Cl=s),c!=Rl&&(g.textBaseline=Rl=c)}function Hl(n,i,s,c,p=0){if(c.length>0&&n.auto(l,Hn)&&(i==null||i.min==null)){let h=le(De,0),y=le(Pe,c.length-1),b=s.min==null?iu(c,h,y,p,n.distr==3):[s.min,s.max];n.min=wt(n.min,s.min=b[0]),n.max=Ye(n.max,s.max=b[1])}}let Io={min:null,max:null};function ms(){for(let c in _){let p=_[c];N[c]==null&&(p.min==null||N[D]!=null&&p.auto(l,Hn))&&(N[c]=Io)}for(let c in _){let p=_[c];N[c]==null&&p.from!=null&&N[p.from]!=null&&(N[c]=Io)}N[D]!=null&&pn(!0);let n={};for(let c in N){let p=N[c];if(p!=null){let h=n[c]=vn(_[c],hu);if(p.min!=null)Me(h,p);else if(c!=D||r==2)if(Ne==0&&h.from==null){let y=h.range(l,null,null,c);h.min=y[0],h.max=y[1]}else h.min=ce,h.max=-ce}}if(Ne>0){x.forEach((c,p)=>{if(r==1){let h=c.scale,y=N[h];if(y==null)return;let b=n[h];if(p==0){let T=b.range(l,b.min,b.max,h);b.min=T[0],b.max=T[1],De=gt(b.min,t[0]),Pe=gt(b.max,t[0]),Pe-De>1&&(t[0][De]<b.min&&De++,t[0][Pe]>b.max&&Pe--),c.min=dt[De],c.max=dt[Pe]}else c.show&&c.auto&&Hl(b,y,c,t[p],c.sorted);c.idxs[0]=De,c.idxs[1]=Pe}else if(p>0&&c.show&&c.auto){let[h,y]=c.facets,b=h.scale,T=y.scale,[A,E]=t[p],k=n[b],U=n[T];k!=null&&Hl(k,N[b],h,A,h.sorted),U!=null&&Hl(U,N[T],y,E,y.sorted),c.min=y.min,c.max=y.max}});for(let c in n){let p=n[c],h=N[c];if(p.from==null&&(h==null||h.min==null)){let y=p.range(l,p.min==ce?null:p.min,p.max==-ce?null:p.max,c);p.min=y[0],p.max=y[1]}}}for(let c in n){let p=n[c];if(p.from!=null){let h=n[p.from];if(h.min==null)p.min=p.max=null;else{let y=p.range(l,h.min,h.max,c);p.min=y[0],p.max=y[1]}}}let i={},s=!1;for(let c in n){let p=n[c],h=_[c];if(h.min!=p.min||h.max!=p.max){h.min=p.min,h.max=p.max;let y=h.distr;h._min=y==3?Dt(h.min):y==4?Zl(h.min,h.asinh):y==100?h.fwd(h.min):h.min,h._max=y==3?Dt(h.max):y==4?Zl(h.max,h.asinh):y==100?h.fwd(h.max):h.max,i[c]=s=!0}}if(s){x.forEach((c,p)=>{r==2?p>0&&i.y&&(c._paths=null):i[c.scale]&&(c._paths=null)});for(let c in i)sn=!0,He("setScale",c);Fe&&R.left>=0&&(Yt=ot=!0)}for(let c in N)N[c]=null}function hs(n){let i=oo(De-1,0,Ne-1),s=oo(Pe+1,0,Ne-1);for(;n[i]==null&&i>0;)i--;for(;n[s]==null&&s<Ne-1;)s++;return[i,s]}function gs(){if(Ne>0){let n=x.some(i=>i._focus)&&qe!=bt.alpha;n&&(g.globalAlpha=qe=bt.alpha),x.forEach((i,s)=>{if(s>0&&i.show&&(Fo(s,!1),Fo(s,!0),i._paths==null)){let c=qe;qe!=i.alpha&&(g.globalAlpha=qe=i.alpha);let p=r==2?[0,t[s][0].length-1]:hs(t[s]);i._paths=i.paths(l,s,p[0],p[1]),qe!=c&&(g.globalAlpha=qe=c)}}),x.forEach((i,s)=>{if(s>0&&i.show){let c=qe;qe!=i.alpha&&(g.globalAlpha=qe=i.alpha),i._paths!=null&&zo(s,!1);{let p=i._paths!=null?i._paths.gaps:null,h=i.points.show(l,s,De,Pe,p),y=i.points.filter(l,s,h,p);(h||y)&&(i.points._paths=i.points.paths(l,s,De,Pe,y),zo(s,!0))}qe!=c&&(g.globalAlpha=qe=c),He("drawSeries",s)}}),n&&(g.globalAlpha=qe=1)}}function Fo(n,i){let s=i?x[n].points:x[n];s._stroke=s.stroke(l,n),s._fill=s.fill(l,n)}function zo(n,i){let s=i?x[n].points:x[n],{stroke:c,fill:p,clip:h,flags:y,_stroke:b=s._stroke,_fill:T=s._fill,_width:A=s.width}=s._paths;A=fe(A*re,3);let E=null,k=A%2/2;i&&T==null&&(T=A>0?"#fff":b);let U=s.pxAlign==1&&k>0;if(U&&g.translate(k,k),!i){let oe=Ke-A/2,ne=lt-A/2,J=Ge+A,z=ft+A;E=new Path2D,E.rect(oe,ne,J,z)}i?Ol(b,A,s.dash,s.cap,T,c,p,y,h):ws(n,b,A,s.dash,s.cap,T,c,p,y,E,h),U&&g.translate(-k,-k)}function ws(n,i,s,c,p,h,y,b,T,A,E){let k=!1;T!=0&&j.forEach((U,oe)=>{if(U.series[0]==n){let ne=x[U.series[1]],J=t[U.series[1]],z=(ne._paths||Wn).band;It(z)&&(z=U.dir==1?z[0]:z[1]);let H,he=null;ne.show&&z&&uu(J,De,Pe)?(he=U.fill(l,oe)||h,H=ne._paths.clip):z=null,Ol(i,s,c,p,he,y,b,T,A,E,H,z),k=!0}}),k||Ol(i,s,c,p,h,y,b,T,A,E)}let Vo=kn|so;function Ol(n,i,s,c,p,h,y,b,T,A,E,k){No(n,i,s,c,p),(T||A||k)&&(g.save(),T&&g.clip(T),A&&g.clip(A)),k?(b&Vo)==Vo?(g.clip(k),E&&g.clip(E),nl(p,y),tl(n,h,i)):b&so?(nl(p,y),g.clip(k),tl(n,h,i)):b&kn&&(g.save(),g.clip(k),E&&g.clip(E),nl(p,y),g.restore(),tl(n,h,i)):(nl(p,y),tl(n,h,i)),(T||A||k)&&g.restore()}function tl(n,i,s){s>0&&(i instanceof Map?i.forEach((c,p)=>{g.strokeStyle=el=p,g.stroke(c)}):i!=null&&n&&g.stroke(i))}function nl(n,i){i instanceof Map?i.forEach((s,c)=>{g.fillStyle=dn=c,g.fill(s)}):i!=null&&n&&g.fill(i)}function Ss(n,i,s,c){let p=I[n],h;if(c<=0)h=[0,0];else{let y=p._space=p.space(l,n,i,s,c),b=p._incrs=p.incrs(l,n,i,s,c,y);h=La(i,s,b,c,y)}return p._found=h}function Nl(n,i,s,c,p,h,y,b,T,A){let E=y%2/2;$==1&&g.translate(E,E),No(b,y,T,A,b),g.beginPath();let k,U,oe,ne,J=p+(c==0||c==3?-h:h);s==0?(U=p,ne=J):(k=p,oe=J);for(let z=0;z<n.length;z++)i[z]!=null&&(s==0?k=oe=n[z]:U=ne=n[z],g.moveTo(k,U),g.lineTo(oe,ne));g.stroke(),$==1&&g.translate(-E,-E)}function ys(n){let i=!0;return I.forEach((s,c)=>{if(!s.show)return;let p=_[s.scale];if(p.min==null){s._show&&(i=!1,s._show=!1,pn(!1));return}else s._show||(i=!1,s._show=!0,pn(!1));let h=s.side,y=h%2,{min:b,max:T}=p,[A,E]=Ss(c,b,T,y==0?G:v);if(E==0)return;let k=p.distr==2,U=s._splits=s.splits(l,c,b,T,A,E,k),oe=p.distr==2?U.map(H=>dt[H]):U,ne=p.distr==2?dt[U[1]]-dt[U[0]]:A,J=s._values=s.values(l,s.filter(l,oe,c,E,ne),c,E,ne);s._rotate=h==2?s.rotate(l,J,c,E):0;let z=s._size;s._size=at(s.size(l,J,c,n)),z!=null&&s._size!=z&&(i=!1)}),i}function bs(n){let i=!0;return Ho.forEach((s,c)=>{let p=s(l,c,Gt,n);p!=Rt[c]&&(i=!1),Rt[c]=p}),i}function Ts(){for(let n=0;n<I.length;n++){let i=I[n];if(!i.show||!i._show)continue;let s=i.side,c=s%2,p,h,y=i.stroke(l,n),b=s==0||s==3?-1:1,[T,A]=i._found;if(i.label!=null){let Be=i.labelGap*b,Qe=ve((i._lpos+Be)*re);$o(i.labelFont[0],y,"center",s==2?"top":ar),g.save(),c==1?(p=h=0,g.translate(Qe,ve(lt+ft/2)),g.rotate((s==3?-al:al)/2)):(p=ve(Ke+Ge/2),h=Qe);let Kt=Qr(i.label)?i.label(l,n,T,A):i.label;g.fillText(Kt,p,h),g.restore()}if(A==0)continue;let E=_[i.scale],k=c==0?Ge:ft,U=c==0?Ke:lt,oe=i._splits,ne=E.distr==2?oe.map(Be=>dt[Be]):oe,J=E.distr==2?dt[oe[1]]-dt[oe[0]]:T,z=i.ticks,H=i.border,he=z.show?z.size:0,Te=ve(he*re),Oe=ve((i.alignTo==2?i._size-he-i.gap:i.gap)*re),ae=i._rotate*-al/180,xe=F(i._pos*re),Ze=(Te+Oe)*b,Ve=xe+Ze;h=c==0?Ve:0,p=c==1?Ve:0;let it=i.font[0],pt=i.align==1?xn:i.align==2?ql:ae>0?xn:ae<0?ql:c==0?"center":s==3?ql:xn,_t=ae||c==1?"middle":s==2?"top":ar;$o(it,y,pt,_t);let Je=i.font[1]*i.lineGap,st=oe.map(Be=>F(f(Be,E,k,U))),mt=i._values;for(let Be=0;Be<mt.length;Be++){let Qe=mt[Be];if(Qe!=null){c==0?p=st[Be]:h=st[Be],Qe=""+Qe;let Kt=Qe.indexOf(`\n`)==-1?[Qe]:Qe.split(/\\n/gm);for(let Ue=0;Ue<Kt.length;Ue++){let ir=Kt[Ue];ae?(g.save(),g.translate(p,h+Ue*Je),g.rotate(ae),g.fillText(ir,0,0),g.restore()):g.fillText(ir,p,h+Ue*Je)}}}z.show&&Nl(st,z.filter(l,ne,n,A,J),c,s,xe,Te,fe(z.width*re,3),z.stroke(l,n),z.dash,z.cap);let Mt=i.grid;Mt.show&&Nl(st,Mt.filter(l,ne,n,A,J),c,c==0?2:1,c==0?lt:Ke,c==0?ft:Ge,fe(Mt.width*re,3),Mt.stroke(l,n),Mt.dash,Mt.cap),H.show&&Nl([xe],[1],c==0?1:0,c==0?1:2,c==1?lt:Ke,c==1?ft:Ge,fe(H.width*re,3),H.stroke(l,n),H.dash,H.cap)}He("drawAxes")}function pn(n){x.forEach((i,s)=>{s>0&&(i._paths=null,n&&(r==1?(i.min=null,i.max=null):i.facets.forEach(c=>{c.min=null,c.max=null})))})}let ll=!1,$l=!1,On=[];function xs(){$l=!1;for(let n=0;n<On.length;n++)He(...On[n]);On.length=0}function mn(){ll||(xu(Bo),ll=!0)}function _s(n,i=!1){ll=!0,$l=i,n(l),Bo(),i&&On.length>0&&queueMicrotask(xs)}l.batch=_s;function Bo(){if(Ml&&(ms(),Ml=!1),sn&&(ss(),sn=!1),Jn){if(ge(L,xn,de),ge(L,"top",Ee),ge(L,Vn,G),ge(L,Bn,v),ge(P,xn,de),ge(P,"top",Ee),ge(P,Vn,G),ge(P,Bn,v),ge(S,Vn,kt),ge(S,Bn,Vt),w.width=ve(kt*re),w.height=ve(Vt*re),I.forEach(({_el:n,_show:i,_size:s,_pos:c,side:p})=>{if(n!=null)if(i){let h=p===3||p===0?s:0,y=p%2==1;ge(n,y?"left":"top",c-h),ge(n,y?"width":"height",s),ge(n,y?"top":"left",y?Ee:de),ge(n,y?"height":"width",y?v:G),no(n,Qt)}else Xe(n,Qt)}),el=dn=vl=Ll=Dl=Pl=Cl=Rl=kl=null,qe=1,In(!0),de!=rn||Ee!=Bt||G!=yt||v!=Ut){pn(!1);let n=G/yt,i=v/Ut;if(Fe&&!Yt&&R.left>=0){R.left*=n,R.top*=i,hn&&At(hn,ve(R.left),0,G,v),gn&&At(gn,0,ve(R.top),G,v);for(let s=0;s<rt.length;s++){let c=rt[s];c!=null&&(cn[s]*=n,fn[s]*=i,At(c,at(cn[s]),at(fn[s]),G,v))}}if(me.show&&!Qn&&me.left>=0&&me.width>0){me.left*=n,me.width*=n,me.top*=i,me.height*=i;for(let s in Ul)ge(yn,s,me[s])}rn=de,Bt=Ee,yt=G,Ut=v}He("setSize"),Jn=!1}kt>0&&Vt>0&&(g.clearRect(0,0,w.width,w.height),He("drawClear"),W.forEach(n=>n()),He("draw")),me.show&&Qn&&(ol(me),Qn=!1),Fe&&Yt&&(jt(null,!0,!1),Yt=!1),Z.show&&Z.live&&ot&&(Vl(),ot=!1),m||(m=!0,l.status=1,He("ready")),Hn=!1,ll=!1}l.redraw=(n,i)=>{sn=i||!1,n!==!1?Ot(D,M.min,M.max):mn()};function Il(n,i){let s=_[n];if(s.from==null){if(Ne==0){let c=s.range(l,i.min,i.max,n);i.min=c[0],i.max=c[1]}if(i.min>i.max){let c=i.min;i.min=i.max,i.max=c}if(Ne>1&&i.min!=null&&i.max!=null&&i.max-i.min<1e-16)return;n==D&&s.distr==2&&Ne>0&&(i.min=gt(i.min,t[0]),i.max=gt(i.max,t[0]),i.min==i.max&&i.max++),N[n]=i,Ml=!0,mn()}}l.setScale=Il;let Fl,zl,hn,gn,Uo,Yo,wn,Sn,Wo,Go,pe,ye,Ht=!1,$e=R.drag,Ce=$e.x,Re=$e.y;Fe&&(R.x&&(Fl=ut(Gs,P)),R.y&&(zl=ut(qs,P)),M.ori==0?(hn=Fl,gn=zl):(hn=zl,gn=Fl),pe=R.left,ye=R.top);let me=l.select=Me({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),yn=me.show?ut(Ws,me.over?P:L):null;function ol(n,i){if(me.show){for(let s in n)me[s]=n[s],s in Ul&&ge(yn,s,n[s]);i!==!1&&He("setSelect")}}l.setSelect=ol;function Ms(n){if(x[n].show)Ae&&no(be[n],Qt);else if(Ae&&Xe(be[n],Qt),Fe){let s=an?rt[0]:rt[n];s!=null&&At(s,-10,-10,G,v)}}function Ot(n,i,s){Il(n,{min:i,max:s})}function Tt(n,i,s,c){i.focus!=null&&Ls(n),i.show!=null&&x.forEach((p,h)=>{h>0&&(n==h||n==null)&&(p.show=i.show,Ms(h),r==2?(Ot(p.facets[0].scale,null,null),Ot(p.facets[1].scale,null,null)):Ot(p.scale,null,null),mn())}),s!==!1&&He("setSeries",n,i),c&&Fn("setSeries",l,n,i)}l.setSeries=Tt;function As(n,i){Me(j[n],i)}function Es(n,i){n.fill=X(n.fill||null),n.dir=le(n.dir,-1),i=i??j.length,j.splice(i,0,n)}function vs(n){n==null?j.length=0:j.splice(n,1)}l.addBand=Es,l.setBand=As,l.delBand=vs;function ks(n,i){x[n].alpha=i,Fe&&rt[n]!=null&&(rt[n].style.opacity=i),Ae&&be[n]&&(be[n].style.opacity=i)}let Lt,Nt,qt,bn={focus:!0};function Ls(n){if(n!=qt){let i=n==null,s=bt.alpha!=1;x.forEach((c,p)=>{if(r==1||p>0){let h=i||p==0||p==n;c._focus=i?null:h,s&&ks(p,h?1:bt.alpha)}}),qt=n,s&&mn()}}Ae&&un&&ze(pr,ie,n=>{R._lock||(Wt(n),qt!=null&&Tt(null,bn,!0,_e.setSeries))});function xt(n,i,s){let c=_[i];s&&(n=n/re-(c.ori==1?Ee:de));let p=G;c.ori==1&&(p=v,n=p-n),c.dir==-1&&(n=p-n);let h=c._min,y=c._max,b=n/p,T=h+(y-h)*b,A=c.distr;return A==3?An(10,T):A==4?cu(T,c.asinh):A==100?c.bwd(T):T}function Ds(n,i){let s=xt(n,D,i);return gt(s,t[0],De,Pe)}l.valToIdx=n=>gt(n,t[0]),l.posToIdx=Ds,l.posToVal=xt,l.valToPos=(n,i,s)=>_[i].ori==0?u(n,_[i],s?Ge:G,s?Ke:0):a(n,_[i],s?ft:v,s?lt:0),l.setCursor=(n,i,s)=>{pe=n.left,ye=n.top,jt(null,i,s)};function qo(n,i){ge(yn,xn,me.left=n),ge(yn,Vn,me.width=i)}function jo(n,i){ge(yn,"top",me.top=n),ge(yn,Bn,me.height=i)}let Nn=M.ori==0?qo:jo,$n=M.ori==1?qo:jo;function Ps(){if(Ae&&Z.live)for(let n=r==2?1:0;n<x.length;n++){if(n==0&&nt)continue;let i=Z.values[n],s=0;for(let c in i)St[n][s++].firstChild.nodeValue=i[c]}}function Vl(n,i){if(n!=null&&(n.idxs?n.idxs.forEach((s,c)=>{ue[c]=s}):mu(n.idx)||ue.fill(n.idx),Z.idx=ue[0]),Ae&&Z.live){for(let s=0;s<x.length;s++)(s>0||r==1&&!nt)&&Cs(s,ue[s]);Ps()}ot=!1,i!==!1&&He("setLegend")}l.setLegend=Vl;function Cs(n,i){let s=x[n],c=n==0&&q==2?dt:t[n],p;nt?p=s.values(l,n,i)??Ct:(p=s.value(l,i==null?null:c[i],n,i),p=p==null?Ct:{_:p}),Z.values[n]=p}function jt(n,i,s){Wo=pe,Go=ye,[pe,ye]=R.move(l,pe,ye),R.left=pe,R.top=ye,Fe&&(hn&&At(hn,ve(pe),0,G,v),gn&&At(gn,0,ve(ye),G,v));let c,p=De>Pe;Lt=ce,Nt=null;let h=M.ori==0?G:v,y=M.ori==1?G:v;if(pe<0||Ne==0||p){c=R.idx=null;for(let b=0;b<x.length;b++){let T=rt[b];T!=null&&At(T,-10,-10,G,v)}un&&Tt(null,bn,!0,n==null&&_e.setSeries),Z.live&&(ue.fill(c),ot=!0)}else{let b,T,A;r==1&&(b=M.ori==0?pe:ye,T=xt(b,D),c=R.idx=gt(T,t[0],De,Pe),A=C(t[0][c],M,h,0));let E=-10,k=-10,U=0,oe=0,ne=!0,J="",z="";for(let H=r==2?1:0;H<x.length;H++){let he=x[H],Te=ue[H],Oe=Te==null?null:r==1?t[H][Te]:t[H][1][Te],ae=R.dataIdx(l,H,c,T),xe=ae==null?null:r==1?t[H][ae]:t[H][1][ae];if(ot=ot||xe!=Oe||ae!=Te,ue[H]=ae,H>0&&he.show){let Ze=ae==null?-10:ae==c?A:C(r==1?t[0][ae]:t[H][0][ae],M,h,0),Ve=xe==null?-10:B(xe,r==1?_[he.scale]:_[he.facets[1].scale],y,0);if(un&&xe!=null){let it=M.ori==1?pe:ye,pt=ke(bt.dist(l,H,ae,Ve,it));if(pt<Lt){let _t=bt.bias;if(_t!=0){let Je=xt(it,he.scale),st=xe>=0?1:-1,mt=Je>=0?1:-1;mt==st&&(mt==1?_t==1?xe>=Je:xe<=Je:_t==1?xe<=Je:xe>=Je)&&(Lt=pt,Nt=H)}else Lt=pt,Nt=H}}if(ot||an){let it,pt;M.ori==0?(it=Ze,pt=Ve):(it=Ve,pt=Ze);let _t,Je,st,mt,Mt,Be,Qe=!0,Kt=Ie.bbox;if(Kt!=null){Qe=!1;let Ue=Kt(l,H);st=Ue.left,mt=Ue.top,_t=Ue.width,Je=Ue.height}else st=it,mt=pt,_t=Je=Ie.size(l,H);if(Be=Ie.fill(l,H),Mt=Ie.stroke(l,H),an)H==Nt&&Lt<=bt.prox&&(E=st,k=mt,U=_t,oe=Je,ne=Qe,J=Be,z=Mt);else{let Ue=rt[H];Ue!=null&&(cn[H]=st,fn[H]=mt,br(Ue,_t,Je,Qe),Sr(Ue,Be,Mt),At(Ue,at(st),at(mt),G,v))}}}}if(an){let H=bt.prox,he=qt==null?Lt<=H:Lt>H||Nt!=qt;if(ot||he){let Te=rt[0];Te!=null&&(cn[0]=E,fn[0]=k,br(Te,U,oe,ne),Sr(Te,J,z),At(Te,at(E),at(k),G,v))}}}if(me.show&&Ht)if(n!=null){let[b,T]=_e.scales,[A,E]=_e.match,[k,U]=n.cursor.sync.scales,oe=n.cursor.drag;if(Ce=oe._x,Re=oe._y,Ce||Re){let{left:ne,top:J,width:z,height:H}=n.select,he=n.scales[k].ori,Te=n.posToVal,Oe,ae,xe,Ze,Ve,it=b!=null&&A(b,k),pt=T!=null&&E(T,U);it&&Ce?(he==0?(Oe=ne,ae=z):(Oe=J,ae=H),xe=_[b],Ze=C(Te(Oe,k),xe,h,0),Ve=C(Te(Oe+ae,k),xe,h,0),Nn(wt(Ze,Ve),ke(Ve-Ze))):Nn(0,h),pt&&Re?(he==1?(Oe=ne,ae=z):(Oe=J,ae=H),xe=_[T],Ze=B(Te(Oe,U),xe,y,0),Ve=B(Te(Oe+ae,U),xe,y,0),$n(wt(Ze,Ve),ke(Ve-Ze))):$n(0,y)}else Yl()}else{let b=ke(Wo-Uo),T=ke(Go-Yo);if(M.ori==1){let U=b;b=T,T=U}Ce=$e.x&&b>=$e.dist,Re=$e.y&&T>=$e.dist;let A=$e.uni;A!=null?Ce&&Re&&(Ce=b>=A,Re=T>=A,!Ce&&!Re&&(T>b?Re=!0:Ce=!0)):$e.x&&$e.y&&(Ce||Re)&&(Ce=Re=!0);let E,k;Ce&&(M.ori==0?(E=wn,k=pe):(E=Sn,k=ye),Nn(wt(E,k),ke(k-E)),Re||$n(0,y)),Re&&(M.ori==1?(E=wn,k=pe):(E=Sn,k=ye),$n(wt(E,k),ke(k-E)),Ce||Nn(0,h)),!Ce&&!Re&&(Nn(0,0),$n(0,0))}if($e._x=Ce,$e._y=Re,n==null){if(s){if(rr!=null){let[b,T]=_e.scales;_e.values[0]=b!=null?xt(M.ori==0?pe:ye,b):null,_e.values[1]=T!=null?xt(M.ori==1?pe:ye,T):null}Fn(jl,l,pe,ye,G,v,c)}if(un){let b=s&&_e.setSeries,T=bt.prox;qt==null?Lt<=T&&Tt(Nt,bn,!0,b):Lt>T?Tt(null,bn,!0,b):Nt!=qt&&Tt(Nt,bn,!0,b)}}ot&&(Z.idx=c,Vl()),i!==!1&&He("setCursor")}let $t=null;Object.defineProperty(l,"rect",{get(){return $t==null&&In(!1),$t}});function In(n=!1){n?$t=null:($t=P.getBoundingClientRect(),He("syncRect",$t))}function Ko(n,i,s,c,p,h,y){R._lock||Ht&&n!=null&&n.movementX==0&&n.movementY==0||(Bl(n,i,s,c,p,h,y,!1,n!=null),n!=null?jt(null,!0,!0):jt(i,!0,!1))}function Bl(n,i,s,c,p,h,y,b,T){if($t==null&&In(!1),Wt(n),n!=null)s=n.clientX-$t.left,c=n.clientY-$t.top;else{if(s<0||c<0){pe=-10,ye=-10;return}let[A,E]=_e.scales,k=i.cursor.sync,[U,oe]=k.values,[ne,J]=k.scales,[z,H]=_e.match,he=i.axes[0].side%2==1,Te=M.ori==0?G:v,Oe=M.ori==1?G:v,ae=he?h:p,xe=he?p:h,Ze=he?c:s,Ve=he?s:c;if(ne!=null?s=z(A,ne)?f(U,_[A],Te,0):-10:s=Te*(Ze/ae),J!=null?c=H(E,J)?f(oe,_[E],Oe,0):-10:c=Oe*(Ve/xe),M.ori==1){let it=s;s=c,c=it}}T&&(i==null||i.cursor.event.type==jl)&&((s<=1||s>=G-1)&&(s=Zt(s,G)),(c<=1||c>=v-1)&&(c=Zt(c,v))),b?(Uo=s,Yo=c,[wn,Sn]=R.move(l,s,c)):(pe=s,ye=c)}let Ul={width:0,height:0,left:0,top:0};function Yl(){ol(Ul,!1)}let Zo,Jo,Qo,Xo;function er(n,i,s,c,p,h,y){Ht=!0,Ce=Re=$e._x=$e._y=!1,Bl(n,i,s,c,p,h,y,!0,!1),n!=null&&(ze(Kl,eo,tr,!1),Fn(fr,l,wn,Sn,G,v,null));let{left:b,top:T,width:A,height:E}=me;Zo=b,Jo=T,Qo=A,Xo=E}function tr(n,i,s,c,p,h,y){Ht=$e._x=$e._y=!1,Bl(n,i,s,c,p,h,y,!1,!0);let{left:b,top:T,width:A,height:E}=me,k=A>0||E>0,U=Zo!=b||Jo!=T||Qo!=A||Xo!=E;if(k&&U&&ol(me),$e.setScale&&k&&U){let oe=b,ne=A,J=T,z=E;if(M.ori==1&&(oe=T,ne=E,J=b,z=A),Ce&&Ot(D,xt(oe,D),xt(oe+ne,D)),Re)for(let H in _){let he=_[H];H!=D&&he.from==null&&he.min!=ce&&Ot(H,xt(J+z,H),xt(J,H))}Yl()}else R.lock&&(R._lock=!R._lock,jt(i,!0,n!=null));n!=null&&(on(Kl,eo),Fn(Kl,l,pe,ye,G,v,null))}function Rs(n,i,s,c,p,h,y){if(R._lock)return;Wt(n);let b=Ht;if(Ht){let T=!0,A=!0,E=10,k,U;M.ori==0?(k=Ce,U=Re):(k=Re,U=Ce),k&&U&&(T=pe<=E||pe>=G-E,A=ye<=E||ye>=v-E),k&&T&&(pe=pe<wn?0:G),U&&A&&(ye=ye<Sn?0:v),jt(null,!0,!0),Ht=!1}pe=-10,ye=-10,ue.fill(null),jt(null,!0,!0),b&&(Ht=b)}function nr(n,i,s,c,p,h,y){R._lock||(Wt(n),El(),Yl(),n!=null&&Fn(mr,l,pe,ye,G,v,null))}function lr(){I.forEach(Da),Al(l.width,l.height,!0)}Xt(cl,Mn,lr);let Tn={};Tn.mousedown=er,Tn.mousemove=Ko,Tn.mouseup=tr,Tn.dblclick=nr,Tn.setSeries=(n,i,s,c)=>{let p=_e.match[2];s=p(l,i,s),s!=-1&&Tt(s,c,!0,!1)},Fe&&(ze(fr,P,er),ze(jl,P,Ko),ze(dr,P,n=>{Wt(n),In(!1)}),ze(pr,P,Rs),ze(mr,P,nr),uo.add(l),l.syncRect=In);let rl=l.hooks=e.hooks||{};function He(n,i,s){$l?On.push([n,i,s]):n in rl&&rl[n].forEach(c=>{c.call(null,l,i,s)})}(e.plugins||[]).forEach(n=>{for(let i in n.hooks)rl[i]=(rl[i]||[]).concat(n.hooks[i])});let or=(n,i,s)=>s,_e=Me({key:null,setSeries:!1,filters:{pub:Ar,sub:Ar},scales:[D,x[1]?x[1].scale:null],match:[Er,Er,or],values:[null,null]},R.sync);_e.match.length==2&&_e.match.push(or),R.sync=_e;let rr=_e.key,Wl=xi(rr);function Fn(n,i,s,c,p,h,y){_e.filters.pub(n,i,s,c,p,h,y)&&Wl.pub(n,i,s,c,p,h,y)}Wl.sub(l);function Hs(n,i,s,c,p,h,y){_e.filters.sub(n,i,s,c,p,h,y)&&Tn[n](null,i,s,c,p,h,y)}l.pub=Hs;function Os(){Wl.unsub(l),uo.delete(l),zt.clear(),lo(cl,Mn,lr),d.remove(),ie?.remove(),He("destroy")}l.destroy=Os;function Gl(){He("init",e,t),Oo(t||e.data,!1),N[D]?Il(D,N[D]):El(),Qn=me.show&&(me.width>0||me.height>0),Yt=ot=!0,Al(e.width,e.height)}return x.forEach(Ro),I.forEach(ps),o?o instanceof HTMLElement?(o.appendChild(d),Gl()):o(l,Gl):Gl(),l}Le.assign=Me;Le.fmtNum=go;Le.rangeNum=fl;Le.rangeLog=ml;Le.rangeAsinh=mo;Le.orient=tn;Le.pxRatio=re;Le.join=Tu;Le.fmtDate=So,Le.tzDate=Cu;Le.sync=xi;{Le.addGap=ma,Le.clipGaps=wl;let e=Le.paths={points:ki};e.linear=Di,e.stepped=wa,e.bars=Sa,e.spline=ba}var Ca={B:1,kB:1e3,KB:1e3,MB:1e6,GB:1e9,TB:1e12,KiB:2**10,MiB:2**20,GiB:2**30,TiB:2**40};function Hi(e){if(e<1e3)return`${e} B`;for(let t of["kB","MB","GB"]){let o=e/Ca[t];if(o<999.95)return`${o.toFixed(o<99.95?1:0)} ${t}`}return`${(e/1e12).toFixed(1)} TB`}function Oi(e){return String(e).replace(/\\B(?=(\\d{3})+(?!\\d))/g,",")}function Ni(e){if(e<9950)return`${(e/1e3).toFixed(1)} s`;let t=Math.round(e/1e3);if(t<60)return`${t} s`;let o=Math.floor(t/60);if(o<60)return`${o} min ${String(t%60).padStart(2,"0")} s`;let l=Math.floor(o/60);return l<48?`${l} h ${String(o%60).padStart(2,"0")} min`:`${Math.floor(l/24)} d`}var Ra={count:e=>new Intl.NumberFormat("en",{notation:"compact"}).format(e),bytes:Hi,duration:Ni,days:e=>`${e} d`},Ha={duration:[100,200,500,1e3,2e3,5e3,1e4,3e4,6e4,12e4,3e5,6e5,18e5,36e5,72e5,216e5,864e5,864e6]},$i=`\n{YYYY}`,Oa=[[31536e3,"{YYYY}",null,null,null,null,null,null,1],[2419200,"{MMM}",$i,null,null,null,null,null,1],[86400,"{D} {MMM}",$i,null,null,null,null,null,1],[60,"{HH}:{mm}",`\n{D} {MMM}`,null,`\n{D} {MMM}`,null,null,null,1]],Fi=168;function zi(){let e=[...document.querySelectorAll("[data-plot]")].flatMap(o=>{let l=o.dataset.plot==="runs"?Ia():$a(o.dataset.plot??"");return l.x.length===0?[]:[{place:o,series:l,chart:Ii(o,l)}]}),t=new ResizeObserver(o=>{for(let{target:l,contentRect:r}of o){let u=e.find(({place:a})=>a===l);r.width>0&&u?.chart.setSize({width:r.width,height:Fi})}});for(let{place:o}of e)t.observe(o);matchMedia("(prefers-color-scheme: dark)").addEventListener("change",()=>{for(let o of e)o.chart.destroy(),o.chart=Ii(o.place,o.series)})}function Na(e){return Date.parse(`${e}-01-01`.slice(0,10))/1e3}function $a(e){let t=[...document.querySelectorAll("[data-figures] tbody tr")].flatMap(l=>{let r=l.querySelector(`[data-col="${e}"]:not([data-backfill]) data`);return r===null?[]:[[Na(l.dataset.partition??""),Number(r.value)]]});t.sort(([l],[r])=>l-r);let o=t.filter(([l])=>!Number.isNaN(l));return{x:o.map(([l])=>l),y:o.map(([,l])=>l)}}function Ia(){let e=[...document.querySelectorAll(".runs tbody tr")].map(t=>{let o=l=>Number(t.querySelector(`[data-col="${l}"]`)?.dataset.value);return[o("began")/1e3,o("took"),Number(t.dataset.failed)]});return e.sort(([t],[o])=>t-o),{x:e.map(([t])=>t),y:e.map(([,t])=>t),failed:e.map(([,,t])=>t)}}function Ii(e,{x:t,y:o,failed:l}){let r=e.dataset.unit??"count",u=w=>getComputedStyle(document.documentElement).getPropertyValue(w).trim(),a=Ra[r],f={stroke:u("--muted"),font:`11px ${getComputedStyle(document.body).fontFamily}`,grid:{stroke:u("--line"),width:1},ticks:{show:!1}},m=l!==void 0,d=Ha[r];return new Le({width:e.clientWidth||320,height:Fi,padding:[8,8,0,0],tzDate:w=>Le.tzDate(new Date(w*1e3),"UTC"),legend:{show:!1},cursor:{x:!0,y:!1,drag:{x:!1,y:!1},points:{show:!1}},scales:{x:{range:Fa},y:{range:(w,g,S)=>[0,(S||1)*1.08]}},axes:[{...f,size:38,grid:{show:!1},values:Oa},{...f,size:64,values:(w,g)=>g.map(a),...d&&{incrs:d}}],series:[{},m?{stroke:u("--accent"),paths:()=>null,points:{show:!1}}:{stroke:u("--accent"),fill:u("--accent"),width:0,paths:Le.paths.bars?.({size:[.72,28],radius:.12})??(()=>null),points:{show:!1}}],hooks:{draw:m?[w=>za(w,t,o,l,u)]:[],setCursor:[w=>Va(e,w,a)]}},[t,o],e)}function Fa(e,t,o){let l=e.data[0].length,r=l>1?(o-t)/(l-1)/1.6:86400*20;return[t-r,o+r]}function za(e,t,o,l,r){let{ctx:u}=e,a=4*devicePixelRatio;u.save(),u.lineWidth=1.75*devicePixelRatio;for(let[f,m]of t.entries()){let d=e.valToPos(m,"x",!0),w=e.valToPos(o[f]??0,"y",!0);u.beginPath(),(l[f]??0)>0?(u.strokeStyle=r("--failed"),u.moveTo(d-a,w-a),u.lineTo(d+a,w+a),u.moveTo(d+a,w-a),u.lineTo(d-a,w+a)):(u.strokeStyle=r("--accent"),u.arc(d,w,a,0,2*Math.PI)),u.stroke()}u.restore()}function Va(e,{cursor:t,data:o},l){let r=e.closest("figure")?.querySelector("figcaption"),u=r?.querySelector("span");if(!r||!u)return;let a=r.querySelector("output");a===null&&(a=document.createElement("output"),r.append(a));let f=t.idx??-1,[m,d]=[o[0][f],o[1]?.[f]],w=typeof m=="number"&&typeof d=="number"&&(t.left??-1)>=0;u.hidden=w,a.textContent=w?`${new Date(m*1e3).toISOString().slice(0,10)}: ${l(d)}`:""}function Vi(){for(let e of document.querySelectorAll("table[role=grid]"))Ba(e)}function Ba(e){let t=[...e.querySelectorAll("tbody .c")];for(let u of t)u.tabIndex=-1;let o=t.at(-1);o!==void 0&&((Ua(e)??o).tabIndex=0);let l=e.closest("section")?.querySelector("[data-under]"),r=u=>{let a=u?.getAttribute("aria-label");l&&a&&(l.textContent=a)};e.addEventListener("pointerover",({target:u})=>r(u.closest(".c"))),e.addEventListener("focusin",({target:u})=>r(u.closest(".c"))),e.addEventListener("keydown",u=>{let a=u.target.closest(".c"),f=a&&Ya(e,a,u);f&&(u.preventDefault(),a.tabIndex=-1,f.tabIndex=0,f.focus())})}function Ua(e){let[t]=e.tBodies[0]?.rows??[];return[...t?.querySelectorAll(".c")??[]].at(-1)}function Ya(e,t,{key:o,ctrlKey:l}){let r=[...e.tBodies[0]?.rows??[]],u=t.closest("td"),a=r.findIndex(d=>d.contains(t));if(u===null||a<0)return;let f=d=>[...r[d]?.querySelectorAll(".c")??[]],m=f(a);switch(o){case"ArrowRight":return m[m.indexOf(t)+1];case"ArrowLeft":return m[m.indexOf(t)-1];case"Home":return l?f(0)[0]:m[0];case"End":return l?f(r.length-1).at(-1):m.at(-1);case"ArrowUp":case"ArrowDown":{let d=o==="ArrowUp"?-1:1;for(let w=a+d;w>=0&&w<r.length;w+=d){let g=r[w]?.cells[u.cellIndex]?.querySelector(".c");if(g)return g}return}default:return}}var Bi=new Map;function Wa(e){let t=Bi.get(e);return t===void 0&&(t=new Intl.DateTimeFormat("en-US",{timeZone:e,calendar:"gregory",numberingSystem:"latn",hourCycle:"h23",year:"numeric",month:"numeric",day:"numeric",hour:"numeric",minute:"numeric",second:"numeric"}),Bi.set(e,t)),t}function Ui(e){if(!/^[1-9]\\d{3}-\\d\\d-\\d\\d$/.test(e))return!1;let t=Date.parse(`${e}T00:00:00Z`);return!Number.isNaN(t)&&new Date(t).toISOString().startsWith(e)}function Yi(e,t){return Eo(Ao(e)+t*864e5)}function Wi(e,t){let o=new Date(Ao(e));return Eo(Date.UTC(o.getUTCFullYear(),o.getUTCMonth()+t,1))}function Gi(e,t){return Eo(t+Tl(e,t))}function qi(e,t){let o=Ao(t),l=Tl(e,o-864e5),r=Tl(e,o+864e5);for(let u of[Math.max(l,r),Math.min(l,r)])if(Tl(e,o-u)===u)return o-u;return o-l}function Tl(e,t){if(e==="UTC")return 0;let o={};for(let{type:d,value:w}of Wa(e).formatToParts(t))o[d]=Number(w);let{year:l=0,month:r=0,day:u=0,hour:a=0,minute:f=0,second:m=0}=o;return Date.UTC(l,r-1,u,a,f,m)-Math.floor(t/1e3)*1e3}function Ao(e){return Date.parse(`${e}T00:00:00Z`)}function Eo(e){return new Date(e).toISOString().split("T")[0]}var Et="none",xl={year:4,month:7,day:10};function ji(e,t){return e==="none"?t===Et:t.length===xl[e]&&Ui(Zi(t))}function Ga(e){if(e===Et)return;let t=Ji(e);return t.startsWith("+")?void 0:t.slice(0,e.length)}function qa(e,t,o=Number.POSITIVE_INFINITY){let l=[];for(let r=e;r!==void 0&&r<=t&&l.length<o;r=Ga(r))l.push(r);return l}function Ki(e,t){if(e.by==="none")return[Et];let o=Gi(e.timezone,t).slice(0,xl[e.by]),{end:l}=e;return qa(e.start,l!==void 0&&l<o?l:o)}function qn(e,t){return t===Et?0:qi(e.timezone,Ji(t))+e.lagMs}function _l(e,t){return t===Et?Number.POSITIVE_INFINITY:qn(e,t)+e.graceMs}function Zi(e){return`${e}-01-01`.slice(0,10)}function Ji(e){return e.length===xl.day?Yi(e,1):Wi(Zi(e),e.length===xl.month?1:12)}var jn=["failed","late","running","missing","due","stale","not_ready","held","done"];function vo(e,t,o,{now:l,isUntried:r}){return e!=="missing"&&e!=="not_ready"||t===void 0?e:l>=_l(t,o)?"late":r&&l>=qn(t,o)?"missing":e}function ko(e,t){if(e===void 0||t===Et)return;let o=qn(e,t);return{ended:o-e.lagMs,due:o,late:_l(e,t)}}function Qi(e){return`was expected by ${new Date(e).toISOString().slice(0,10)}`}function Lo(e){if(e===Et)return{row:"",at:0};let t=e.split("-");return t.length===1?{row:`${e.slice(0,3)}0s`,at:Number(e[3])}:{row:t.slice(0,-1).join("-"),at:Number(t.at(-1))-1}}function Xi(e){return e===Et?"none":e.length===10?"day":e.length===7?"month":"year"}var Mc={day:Array.from({length:31},(e,t)=>String(t+1)),month:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"],year:Array.from({length:10},(e,t)=>String(t)),none:[""]};var Kn={failed:"failed",late:"late",running:"running",missing:"missing",due:"due",stale:"stale",not_ready:"not ready",held:"held",done:"done"};var ja=["failed","late"],Ka=["running","missing","due"];function es(e){let t=r=>r.filter(u=>e[u]>0).map(u=>`${e[u]} ${Kn[u]}`),o=t(ja);if(o.length>0)return{tone:"bad",text:`Needs attention: ${o.join(", ")}`};let l=t(Ka);return l.length>0?{tone:"open",text:`Left to do: ${l.join(", ")}`}:{tone:"good",text:"Everything that is due is there"}}function Do(e,t,o){return`${e} ${t}: ${Kn[o]}`}function ns(e){let t=document.querySelector(\'meta[name="lakeferry-schedules"]\')?.content??"{}",o=new Map(Object.entries(JSON.parse(t))),l=new Map;for(let[r,u]of o)Ja(r,u,e,l);for(let r of document.querySelectorAll("[data-p]"))Za(r,o,e,l);l.size>0&&tc([...l.values()])}function Za(e,t,o,l){let r=e.closest("[data-dataset]")?.dataset.dataset??"",u=e.dataset.p??"",a=jn.find(S=>e.classList.contains(S))??"done",f=t.get(r),m=e.hasAttribute("data-untried"),d=vo(a,f,u,{now:o,isUntried:m});if(d===a||f===void 0)return;os(e,r,u,a,d);let w=ko(f,u)?.late;l.set(`${r} ${u}`,{dataset:r,partition:u,from:a,to:d,...w&&{late:w}});let g=document.querySelector("[data-reason]");g!==null&&d==="late"&&g.append(`; it ${ls(w)}`)}function ls(e){return e===void 0?"":`${Qi(e)}; no job has said so, the date does`}function os(e,t,o,l,r){for(let a of[e,...e.querySelectorAll(`.c.${l}`)])a.classList.replace(l,r);let u=e.querySelector("b");u!==null&&(u.textContent=Kn[r]),e.hasAttribute("aria-label")&&e.setAttribute("aria-label",Do(t,o,r))}function Ja(e,t,o,l){let a=[...document.querySelectorAll("table[role=grid], table[role=grid] tr")].filter(d=>d.dataset.dataset===e).flatMap(d=>[...d.querySelectorAll("a.c")]),f=new Set(a.map(d=>Qa(d.getAttribute("href"))));if(f.size===0||t.by==="none")return;let m=[...f].filter(d=>ji(t.by,d)).sort().at(-1)??"";for(let d of Ki(t,o).filter(w=>w>m)){let w=vo("not_ready",t,d,{now:o,isUntried:!0}),g=document.createElement("span");g.className=`c ${w}`,g.setAttribute("role","img"),g.setAttribute("aria-label",Do(e,d,w)),g.dataset.begun=d;for(let L of document.querySelectorAll("table.matrix, table.calendar"))L.matches(".calendar")?Xa(L,d,g):ec(L,e,d,g);let S=ko(t,d)?.late;l.set(`${e} ${d}`,{dataset:e,partition:d,to:w,...S&&{late:S}})}}function Qa(e){return decodeURIComponent(/([^/]*)\\.html$/.exec(e??"")?.[1]??"")}function Xa(e,t,o){let{row:l,at:r}=Lo(t),u=e.tBodies[0],a=u?.querySelector(`tr[data-row="${CSS.escape(l)}"]`)??void 0;if(u!==void 0&&a===void 0){a=u.insertRow(0),a.dataset.row=l;let f=document.createElement("th");f.scope="row",f.textContent=l,a.append(f);for(let m=(e.tHead?.rows[0]?.cells.length??1)-1;m>0;m--)a.insertCell()}a?.cells[r+1]?.replaceChildren(o)}function ec(e,t,o,l){if(e.dataset.period!==Xi(o))return;let r=[...e.tBodies[0]?.rows??[]],u=r.find(m=>m.dataset.dataset===t),a=e.tHead?.rows[0];if(u===void 0||a===void 0)return;let f=JSON.parse(e.dataset.begun??"[]");if(!f.includes(o)){f.push(o),e.dataset.begun=JSON.stringify(f);let{row:m}=Lo(o),d=a.cells[a.cells.length-1];if(d?.textContent===m)d.colSpan++;else{let w=document.createElement("th");w.scope="colgroup";let g=document.createElement("span");g.textContent=m,w.append(g),a.append(w)}for(let w of r)w.insertCell()}u.cells[u.cells.length-f.length+f.indexOf(o)]?.replaceChildren(l.cloneNode(!0))}function tc(e){let t=(r,u)=>u.filter(({to:a})=>a===r).length-u.filter(({from:a})=>a===r).length,o={};for(let r of document.querySelectorAll("[data-count]")){let u=r.dataset.count,a=Number(r.getAttribute("value"))+t(u,e);o[u]=a,r.setAttribute("value",String(a)),r.textContent=String(a);let f=r.closest("li");f!==null&&(f.hidden=a===0)}for(let r of document.querySelectorAll("[data-total]")){let u=r.dataset.total,a=e.filter(({dataset:m,from:d})=>d===void 0&&(u===""||u===m)).length,f=r.firstElementChild;a===0||f===null||(f.setAttribute("value",String(Number(f.getAttribute("value"))+a)),f.textContent=Oi(Number(f.getAttribute("value"))))}let l=document.querySelector("[data-banner]");if(l!==null){let{tone:r,text:u}=es(o);l.className=`banner ${r}`,l.textContent=u}for(let r of document.querySelectorAll("[data-state] .pill")){let u=r.closest("[data-dataset]")?.dataset.dataset??"",a=jn.find(m=>r.classList.contains(m))??"done",f=jn.find(m=>m===a||e.some(d=>d.dataset===u&&d.to===m));f!==void 0&&f!==a&&os(r,u,"",a,f)}nc(e.filter(({to:r})=>r==="late"))}var ts=10;function nc(e){let t=document.querySelector("[data-trouble]")?.tBodies[0];if(t===void 0||e.length===0)return;let o=e.toSorted((r,u)=>r.partition<u.partition?1:-1),l=o.length-ts;l>0&&t.insertRow(0).insertCell().append(`${l} more late ones are in the grid`);for(let{dataset:r,partition:u,from:a,late:f}of o.slice(0,ts).reverse()){let m=t.insertRow(0),d=document.createElement(a===void 0?"span":"a");d.textContent=`${r} ${u}`,d instanceof HTMLAnchorElement&&(d.href=`${encodeURIComponent(r)}/${encodeURIComponent(u)}.html`),m.insertCell().append(d),m.insertCell().append(lc("late"));let w=m.insertCell();w.className="why",w.textContent=ls(f)}for(let r of t.querySelectorAll("td:only-child"))r.colSpan=3;t.closest(".scroll")?.removeAttribute("hidden"),document.querySelector("[data-calm]")?.setAttribute("hidden","")}function lc(e){let[t,o,l]=[document.createElement("span"),document.createElement("i"),document.createElement("b")];return t.className=`pill ${e}`,o.className=`c ${e}`,l.textContent=Kn[e],t.append(o,l),t}var rs=Date.now();ns(rs);sr(rs);Vi();for(let e of document.querySelectorAll("[data-newest]"))e.scrollLeft=e.scrollWidth;requestAnimationFrame(()=>setTimeout(zi,0));})();'
  },
  style: {
    name: "site-21bb744987.css",
    text: '.uplot,.uplot *,.uplot *:before,.uplot *:after{box-sizing:border-box}.uplot{font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,Noto Sans,sans-serif,"Apple Color Emoji","Segoe UI Emoji",Segoe UI Symbol,"Noto Color Emoji";line-height:1.5;width:min-content}.u-title{text-align:center;font-size:18px;font-weight:700}.u-wrap{position:relative;-webkit-user-select:none;user-select:none}.u-over,.u-under{position:absolute}.u-under{overflow:hidden}.uplot canvas{display:block;position:relative;width:100%;height:100%}.u-axis{position:absolute}.u-legend{font-size:14px;margin:auto;text-align:center}.u-inline{display:block}.u-inline *{display:inline-block}.u-inline tr{margin-right:16px}.u-legend th{font-weight:600}.u-legend th>*{vertical-align:middle;display:inline-block}.u-legend .u-marker{width:1em;height:1em;margin-right:4px;background-clip:padding-box!important}.u-inline.u-live th:after{content:":";vertical-align:middle}.u-inline:not(.u-live) .u-value{display:none}.u-series>*{padding:4px}.u-series th{cursor:pointer}.u-legend .u-off>*{opacity:.3}.u-select{background:#00000012;position:absolute;pointer-events:none}.u-cursor-x,.u-cursor-y{position:absolute;left:0;top:0;pointer-events:none;will-change:transform}.u-hz .u-cursor-x,.u-vt .u-cursor-y{height:100%;border-right:1px dashed #607D8B}.u-hz .u-cursor-y,.u-vt .u-cursor-x{width:100%;border-bottom:1px dashed #607D8B}.u-cursor-pt{position:absolute;top:0;left:0;border-radius:50%;border:0 solid;pointer-events:none;will-change:transform;background-clip:padding-box!important}.u-axis.u-off,.u-select.u-off,.u-cursor-x.u-off,.u-cursor-y.u-off,.u-cursor-pt.u-off{display:none}footer{margin-top:4rem;padding:1.25rem 0 2.5rem;border-top:1px solid var(--line);color:var(--muted);font-size:.8125rem}footer p{margin:0}.facts{margin:0;font-size:.875rem}.facts div{display:flex;gap:.75rem;padding:.1875rem 0}.facts dt{flex:0 0 5.5rem;color:var(--muted)}.facts dd{margin:0;min-width:0}.legend{display:flex;flex-wrap:wrap;gap:.375rem 1.25rem;margin:0 0 1rem;padding:0;list-style:none;color:var(--muted);font-size:.8125rem}.legend li{display:flex;align-items:center;gap:.4375rem}.legend data{color:var(--ink);font-weight:600}.scroll{overflow-x:auto;scroll-padding-left:11.5rem;max-width:100%}.tall{max-height:32rem;overflow-y:auto}table{border-collapse:collapse;overflow-wrap:normal}.plain{width:100%;font-size:.875rem}.plain th,.plain td{padding:.4375rem 1rem .4375rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400;white-space:nowrap}.plain thead th{color:var(--muted);font-size:.8125rem}.tall thead th{position:sticky;top:0;background:var(--page)}.plain tfoot th,.plain tfoot td{border-bottom:0;font-weight:600}.plain .n{text-align:right}.plain .why{min-width:18rem;white-space:normal;overflow-wrap:anywhere}.plain .changed{background:var(--open-panel)}table[role=grid]{border-spacing:3px;border-collapse:separate}table[role=grid] td,table[role=grid] th{padding:0}table[role=grid] thead th{color:var(--muted);font-size:.75rem;font-weight:400}.matrix{table-layout:fixed;width:max-content;line-height:0}.matrix td{width:14px;height:14px}.matrix th[scope=row],.matrix thead td{position:sticky;left:0;z-index:1;width:11rem;background:var(--page)}.matrix th[scope=row]{padding-right:.75rem;font-size:.875rem;font-weight:500;line-height:1.4;text-align:left}.matrix th[scope=row] a{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.matrix thead th{height:1.25rem;line-height:1.2;text-align:left;white-space:nowrap;overflow:visible}.matrix thead th span{display:inline-block;padding-left:3px;border-left:1px solid var(--line)}.calendar th[scope=row]{white-space:nowrap;padding-right:.625rem;color:var(--muted);font-size:.8125rem;font-weight:400;text-align:right}.calendar td{width:26px;text-align:center;line-height:0}.calendar .c{width:24px;height:20px;border-radius:4px;font-size:13px;line-height:20px}.calendar .c.running{width:20px;border-radius:50%}.calendar.day td{width:18px}.calendar.day .c{width:17px;height:17px;line-height:17px}.matrix .c:hover,.calendar .c:hover{outline:2px solid var(--muted);outline-offset:1px}.matrix .c,.calendar .c{display:block}.calendar .c{margin:0 auto}.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17.5rem,1fr));gap:1rem;margin:0;padding:0;list-style:none}.card{display:grid;grid-template-columns:1fr auto;align-content:start;gap:.25rem .75rem;padding:1rem 1.125rem;border:1px solid var(--line);border-radius:8px}.card h3{font-size:1rem}.card p,.card dl{grid-column:1 / -1;margin:.25rem 0 .5rem}.card p{color:var(--muted);font-size:.875rem}.card dl{align-self:end;margin:0}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.25rem}figure{margin:0;min-width:0}.charts figure,figure.wide{padding:.875rem 1rem .625rem;border:1px solid var(--line);border-radius:8px}figure.wide{margin-bottom:1.25rem}figcaption{margin-bottom:.5rem;font-size:.875rem}figcaption span,figcaption output{color:var(--muted);font-size:.8125rem}.plot{min-height:168px}figure.empty .plot{display:none}.figures{margin-top:1.25rem}summary{cursor:pointer;color:var(--accent);font-size:.875rem}.figures[open] summary{margin-bottom:.75rem}.u-select{background:transparent}.uplot,.uplot *:before,.uplot *:after{font:inherit}.u-cursor-x{border-color:var(--muted)}.ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.25rem}pre{margin:0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:8px;background:var(--panel);overflow-x:auto;overflow-wrap:normal}.way figcaption{margin-bottom:.375rem;color:var(--muted);font-size:.8125rem}.contract,.drift{margin:0 0 1rem;padding-left:1.125rem;font-size:.875rem}.dids{display:flex;flex-wrap:wrap;gap:0 .875rem;margin:0;padding:0;list-style:none}.did.failed{color:var(--failed);font-weight:600}.did.failed:before{content:"× "}.lineage{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.75rem;margin:0;padding:0;list-style:none}.lineage li{position:relative;padding:.875rem 1rem;border:1px solid var(--line);border-radius:8px;min-width:0}.lineage li+li:before{content:"→";position:absolute;top:.75rem;left:-1.4375rem;color:var(--muted)}.lineage dl{margin:.5rem 0 0;font-size:.8125rem}.lineage dl div{padding:.125rem 0}.lineage dt{color:var(--muted)}.lineage dd{margin:0}.lineage .url{margin-bottom:.25rem}.log{margin:0;padding:0;list-style:none;font-size:.875rem}.entry{display:grid;grid-template-columns:2rem 6rem auto 1fr;gap:0 .75rem;padding:.625rem 0;border-bottom:1px solid var(--line)}.entry .n{color:var(--muted);text-align:right}.entry .by{color:var(--muted);font-size:.8125rem;text-align:right}.entry p{grid-column:2 / -1;margin:0;color:var(--muted)}.entry.failed b{color:var(--failed)}.neighbours{display:flex;justify-content:space-between;margin-top:2rem}@media(max-width:40rem){section{margin-top:2.25rem}.plain[data-trouble] td{white-space:normal}.plain .why{min-width:10rem}.matrix th[scope=row],.matrix thead td{width:7rem}.calendar.month .c,.calendar.month td{width:20px}.lineage{grid-template-columns:1fr}.lineage li+li:before{content:"↓";top:-1.5625rem;left:1rem}.entry{grid-template-columns:1.5rem 5.5rem 1fr}.entry .by{grid-column:2 / -1;text-align:left}}@media print{.skip,.figures summary{display:none}}html [hidden][hidden]{display:none}'
  },
  licences: {
    name: "licenses.txt",
    text: 'Lakeferry is licensed under Apache-2.0. This site also holds code of these packages, under their own licences.\n\n--------------------------------------------------------------------------------\nuplot@1.6.32 (MIT)\n\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the "Software"), to deal\nin the Software without restriction, including without limitation the rights\nto use, copy, modify, merge, publish, distribute, sublicense, and/or sell\ncopies of the Software, and to permit persons to whom the Software is\nfurnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in\nall copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\nAUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\nLIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\nOUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN\nTHE SOFTWARE.\n'
  }
};
var FIRST_STYLE = { "text": ':root{color-scheme:light dark;--page: #ffffff;--panel: #f7f8fa;--ink: #1c2128;--muted: #59636e;--line: #dfe3e8;--accent: #2f6fb3;--done: #2d9d83;--failed: #b8431a;--late: #a86400;--running: #2f6fb3;--due: #2f6fb3;--missing: #7a8490;--stale: #8a4f92;--not_ready: #98a1ab;--held: #59636e;--on: #ffffff;--good-panel: #eef8f5;--open-panel: #eef4fb;--bad-panel: #fdf2ec}@media(prefers-color-scheme:dark){:root{--page: #0e1217;--panel: #161b22;--ink: #e8edf2;--muted: #9aa4af;--line: #2b323b;--accent: #6cabea;--done: #2f9e85;--failed: #f08a5d;--late: #e5ad4c;--running: #6cabea;--due: #6cabea;--missing: #8b95a1;--stale: #c792d0;--not_ready: #5c6672;--held: #9aa4af;--on: #0e1217;--good-panel: #11241f;--open-panel: #122030;--bad-panel: #2b1a12}}*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;text-size-adjust:100%}body{margin:0 auto;max-width:72rem;padding:0 1.5rem;background:var(--page);color:var(--ink);font:.9375rem/1.55 system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Noto Sans,DejaVu Sans,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}a{color:var(--accent);text-decoration:none}a:not(.c):hover{text-decoration:underline}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}main:focus{outline:none}code,pre{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,Liberation Mono,DejaVu Sans Mono,monospace}small{color:var(--muted);font-size:.8125rem;font-weight:400}.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;z-index:2;background:var(--page);padding:.25rem .75rem}.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;padding:1.25rem 0 1rem;border-bottom:1px solid var(--line);color:var(--muted);font-size:.875rem}.top ol{display:flex;flex-wrap:wrap;margin:0;padding:0;list-style:none}.top li+li:before{content:"/";padding:0 .5rem;color:var(--not_ready)}.top [aria-current]{color:var(--ink);font-weight:600}.made{margin:0}h1{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .75rem;margin:2rem 0 .5rem;font-size:1.75rem;line-height:1.25;letter-spacing:-.015em}h1 .of{color:var(--muted);font-weight:400}h2{margin:0 0 1rem;font-size:1.125rem;letter-spacing:-.005em}h3{margin:0;font-size:.9375rem}section{margin-top:3rem}.lead{margin:0 0 1.25rem;max-width:46rem;color:var(--muted);font-size:1rem}.note{margin:.75rem 0 0;color:var(--muted);font-size:.8125rem}.banner{display:flex;align-items:center;gap:.625rem;margin:1.25rem 0 1.5rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:8px;font-weight:600}.banner:before{display:grid;place-content:center;flex:none;width:1.375rem;height:1.375rem;border-radius:50%;color:var(--on);font-size:.8125rem;font-weight:700;line-height:1}.banner.good{background:var(--good-panel);border-color:color-mix(in srgb,var(--done) 35%,transparent)}.banner.good:before{content:"✓";background:var(--done)}.banner.open{background:var(--open-panel);border-color:color-mix(in srgb,var(--due) 35%,transparent)}.banner.open:before{content:"…";background:var(--due)}.banner.bad{background:var(--bad-panel);border-color:color-mix(in srgb,var(--failed) 40%,transparent)}.banner.bad:before{content:"!";background:var(--failed)}.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));margin:0 0 1.25rem;border:1px solid var(--line);border-radius:8px;overflow:hidden}.tiles div{padding:.875rem 1rem;box-shadow:1px 0 0 var(--line),0 1px 0 var(--line)}.tiles dt{color:var(--muted);font-size:.8125rem}.tiles dd{margin:.125rem 0 0;font-size:1.375rem;font-weight:600;letter-spacing:-.01em;line-height:1.3}.tiles small{display:inline-block;margin-left:.4rem;white-space:nowrap;letter-spacing:0}.c{display:inline-block;position:relative;flex:none;width:14px;height:14px;border-radius:3px;color:var(--on);font:700 11px/14px system-ui,sans-serif;font-style:normal;text-align:center;text-decoration:none;vertical-align:middle}.c.done{background:var(--done)}.c.failed{background:var(--failed)}.c.failed:before{content:"×"}.c.late{background:var(--late)}.c.late:before{content:"!"}.c.running{border:2px solid var(--running);border-radius:50%;background:linear-gradient(90deg,var(--running) 50%,transparent 50%)}.c.missing{border:1.5px solid var(--missing);background:radial-gradient(circle,var(--missing) 1.75px,transparent 2.25px)}.c.due{border:1.5px solid var(--due);background:linear-gradient(to top,var(--due) 50%,transparent 50%)}.c.stale{background:repeating-linear-gradient(135deg,var(--stale) 0 2.5px,transparent 2.5px 5px);border:1.5px solid var(--stale)}.c.not_ready{border:1.5px dotted var(--not_ready)}.c.held{border:1.5px solid var(--held);background:linear-gradient(90deg,transparent 25%,var(--held) 25% 40%,transparent 40% 60%,var(--held) 60% 75%,transparent 75%)}.pill{display:inline-flex;align-items:center;gap:.4375rem;font-size:.8125rem;letter-spacing:0;line-height:1.4;white-space:nowrap}.pill b{font-weight:600}h1 .pill,.card .pill{padding:.1875rem .625rem .1875rem .5rem;border:1px solid var(--line);border-radius:2rem}main>section{content-visibility:auto;contain-intrinsic-size:auto 36rem;margin-inline:-6px;padding:0 6px 6px}@media(max-width:40rem){body{padding:0 1rem}h1{margin-top:1.5rem;font-size:1.375rem}.tiles{grid-template-columns:repeat(2,1fr)}.tiles dd{font-size:1.125rem}}', "sha256": "o6SIlJxxM0vm02JCkuuebREPKtOtEyFx28LsuBOnqG8=" };

// src/site/page.ts
var POLICY = [
  "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'",
  `style-src 'self' 'sha256-${FIRST_STYLE.sha256}'`
].join("; ");
function pageText(site, page) {
  const { trail, root, schedules } = page;
  const title = [...trail].reverse().map(({ name }) => name).join(" · ");
  const crumbs = trail.map(
    ({ name, href }) => href === void 0 ? html`<li aria-current="page">${name}</li>` : html`<li><a href="${href}">${name}</a></li>`
  );
  const { script, style } = MADE_ASSETS;
  return `<!doctype html>
${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<meta name="lakeferry-schedules" content="${json(schedules)}">
<title>${title}</title>
<link rel="icon" href="${root}badge.svg">
<style>${{ markup: FIRST_STYLE.text }}</style>
<script src="${root}assets/${script.name}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><nav aria-label="You are here"><ol>${crumbs}</ol></nav><p class="made">As of ${shownTime(site.made)} UTC<span data-age="${site.made}"></span></p></header>
<main id="main" tabindex="-1">
${page.first}
<link rel="stylesheet" href="${root}assets/${style.name}">
${page.body}
</main>
<footer><p>Made by Lakeferry ${site.version} from the ledger of <code>${site.lake}</code>, without a server. Times are UTC. <a href="${root}status.json">status.json</a> · <a href="${root}badge.svg">badge</a> · <a href="${root}assets/licenses.txt">licences</a></p></footer>
</body>
</html>
`.markup}`;
}
function section(id, title, ...content) {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}
</section>
`;
}
function tiles(entries) {
  return html`<dl class="tiles">${entries.map(
    ([label, content, note]) => html`<div><dt>${label}</dt><dd>${content}${note !== void 0 && html`<small>${note}</small>`}</dd></div>`
  )}</dl>`;
}

// src/site/runs-section.ts
var TOLD = [
  ["published", "published"],
  ["loaded", "loaded"],
  ["failed", "failed"],
  ["not_ready", "not ready"],
  ["held", "held"],
  ["released", "released"]
];
function runsTable(site, rows, { withDataset, root }) {
  if (rows.length === 0) return html`<p class="note">Nothing has run yet.</p>`;
  const body = rows.map(({ dataset, run }) => {
    const key = `${dataset}/run/${run.id}`;
    const seconds = run.ended - run.began;
    const what = TOLD.filter(([kind]) => (run.counts[kind] ?? 0) > 0).map(
      ([kind, text]) => html`<li class="did ${kind}">${fact(`${key}/${kind}`, run.counts[kind] ?? 0)} ${text}</li>`
    );
    return html`<tr data-failed="${run.counts.failed ?? 0}"><td data-col="began" data-value="${run.began}">${shownTime(run.began)}</td>${withDataset && html`<td><a href="${root}${datasetPath(dataset)}">${dataset}</a></td>`}<td>${runName(site, run)}</td><td class="n" data-col="took" data-value="${seconds}">${seconds === 0 ? "–" : fact(`${key}/took`, seconds, "duration")}</td><td class="n">${fact(`${key}/partitions`, run.partitions.length)}</td><td><ul class="dids">${what}</ul></td></tr>
`;
  });
  return html`<div class="scroll"><table class="plain runs"><thead><tr><th scope="col">Began</th>${withDataset && html`<th scope="col">Dataset</th>`}<th scope="col">Run</th><th scope="col" class="n">Took</th><th scope="col" class="n">Partitions</th><th scope="col">What it did</th></tr></thead>
<tbody>${body}</tbody></table></div>
`;
}
function runName({ runsUrl }, { id, workflow, commit, dirty }) {
  const name = workflow === void 0 ? `process ${id.slice(0, 8)}` : `run ${workflow.run}, attempt ${workflow.attempt}`;
  const link = workflow === void 0 || runsUrl === void 0 ? html`<span class="by">${name}</span>` : html`<a href="${runsUrl}/${workflow.run}/attempts/${workflow.attempt}" rel="noreferrer">${name}</a>`;
  return html`${link}${commit !== void 0 && html` <code title="commit">${commit.slice(0, 8)}${dirty && ", changed"}</code>`}`;
}

// src/site/overview-page.ts
var MOST_TROUBLE = 30;
var MOST_RUNS = 20;
function overviewPage(site) {
  const { datasets, lake } = site;
  const counts = sumCounts(datasets.map((dataset) => dataset.counts));
  const total = datasets.reduce((sum2, { partitions }) => sum2 + partitions.length, 0);
  const sum = (of) => datasets.reduce((all, dataset) => all + of(dataset), 0);
  const runs = datasets.flatMap((dataset) => dataset.runs.map((run) => ({ dataset: dataset.name, run }))).sort((a, b) => b.run.began - a.run.began);
  return pageText(site, {
    trail: [{ name: lake }],
    root: "",
    description: `State of the ${datasets.length} datasets of the lake ${lake}`,
    schedules: schedulesOf(datasets),
    first: html`<h1>${lake}</h1>
${banner(counts)}
${tiles([
      ["Datasets", fact("datasets", datasets.length)],
      ["Partitions done", fact("done", counts.done), html`of <span data-total>${fact("partitions", total)}</span>`],
      [
        "Rows",
        fact(
          "rows",
          sum(({ rows }) => rows)
        )
      ],
      [
        "Parquet",
        fact(
          "bytes",
          sum(({ bytes }) => bytes),
          "bytes"
        )
      ]
    ])}
`,
    body: [
      section("trouble", "Needs attention", trouble(datasets)),
      section("partitions", "Partitions", legend(counts, ""), matrices(datasets), hint()),
      section("datasets", "Datasets", html`<ul class="cards">${datasets.map(card)}</ul>`),
      section("runs", "Latest runs", runsTable(site, runs.slice(0, MOST_RUNS), { withDataset: true, root: "" }))
    ]
  });
}
function schedulesOf(datasets) {
  return Object.fromEntries(
    datasets.flatMap(({ name, about }) => about === void 0 ? [] : [[name, about.partitions]])
  );
}
function hint() {
  return html`<p class="note" data-under aria-live="off">Arrow keys move through the grid, Enter opens a partition.</p>`;
}
var TROUBLE2 = ["failed", "late"];
function trouble(datasets) {
  const all = datasets.flatMap(
    ({ name, partitions }) => partitions.filter(({ status }) => TROUBLE2.includes(status)).map((partition) => ({ name, ...partition }))
  );
  const shown = all.toReversed().slice(0, MOST_TROUBLE);
  const rows = shown.map(
    ({ name, partition, status, reason }) => html`<tr><td><a href="${partitionPath(name, partition)}">${name} ${partition}</a></td><td>${pill(status)}</td><td class="why">${reason}</td></tr>\n`
  );
  return html`<p class="note" data-calm${all.length > 0 && html` hidden`}>Nothing failed, and nothing is late.</p>
<div class="scroll"${all.length === 0 && html` hidden`}><table class="plain" data-trouble><thead><tr><th scope="col">Partition</th><th scope="col">Status</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table></div>
${all.length > shown.length && html`<p class="note"><data data-fact="more-trouble" value="${all.length - shown.length}">${all.length - shown.length}</data> more are in the grid.</p>`}`;
}
function card({ name, about, state, counts, partitions, rows, bytes, newest }) {
  return html`<li class="card" data-dataset="${name}"><h3><a href="${datasetPath(name)}">${name}</a></h3>
<span data-state>${pill(state)}</span>
<p data-name>${about === void 0 ? "No description is kept in this lake yet." : lines(about.description)}</p>
<dl class="facts"><div><dt>Owner</dt><dd>${about?.owner ?? "unknown"}</dd></div>
<div><dt>Newest</dt><dd>${newest === void 0 ? "nothing yet" : html`<a href="${partitionPath(name, newest)}">${shownPartition(newest)}</a>`}</dd></div>
<div><dt>Done</dt><dd>${fact(`${name}/card/done`, counts.done)} of <span data-total="${name}">${fact(`${name}/card/partitions`, partitions.length)}</span></dd></div>
<div><dt>Rows</dt><dd>${fact(`${name}/card/rows`, rows)}</dd></div>
<div><dt>Parquet</dt><dd>${fact(`${name}/card/bytes`, bytes, "bytes")}</dd></div></dl></li>
`;
}

// src/site/query-section.ts
function querySection(site, dataset) {
  const ways = [...queries(site.lake, dataset)];
  return html`<div class="ways">${ways.map(
    ([name, code]) => html`<figure class="way"><figcaption>${name}</figcaption><pre tabindex="0" data-query="${name}"><code>${code.split("\n").map((line, at) => html`${at > 0 && NEWLINE}${line}`)}</code></pre></figure>\n`
  )}</div>`;
}
var NEWLINE = { markup: "\n" };
function tableOf({
  name,
  partitions
}) {
  const url = partitions.findLast(({ load }) => load !== void 0)?.load?.warehouseUrl;
  if (url === void 0) return void 0;
  const [, project, set, table] = /^bigquery:\/\/([^/]+)\/([^/]+)\/([^/?#]+)/.exec(url) ?? [];
  if (table !== void 0) return { kind: "BigQuery", table: `${project}.${set}.${table}` };
  const named = url.split("#")[1] ?? name;
  const file = /^duckdb:(?:[^#]*\/)?([^/#]+)/.exec(url)?.[1];
  if (file !== void 0) return { kind: "DuckDB", table: named, file };
  return /^postgres(?:ql)?:/i.test(url) ? { kind: "PostgreSQL", table: named } : void 0;
}
function* queries(lake, dataset) {
  const { name, newest } = dataset;
  const loaded = tableOf(dataset);
  const files = `${lake}/${name}/**/*.parquet`;
  const isBucket = /^gs:/i.test(lake);
  const date = newest === void 0 || newest === "none" ? void 0 : `${newest}-01-01`.slice(0, 10);
  const where = date === void 0 ? "" : `
WHERE partition_date = DATE '${date}'`;
  if (loaded?.kind === "BigQuery") yield ["BigQuery", `SELECT *
FROM \`${loaded.table}\`${where}`];
  else if (isBucket) {
    yield [
      "BigQuery",
      `-- A table over the files of the lake, once:
CREATE EXTERNAL TABLE my_dataset.${name.replaceAll("-", "_")}
OPTIONS (format = 'PARQUET', uris = ['${lake}/${name}/*.parquet']);

SELECT * FROM my_dataset.${name.replaceAll("-", "_")}${where}`
    ];
  } else {
    yield [
      "BigQuery",
      `# The lake is a folder: load its files once.
bq load --source_format=PARQUET my_dataset.${name.replaceAll("-", "_")} \\
  "${lake}/${name}/**/*.parquet"`
    ];
  }
  const open = loaded?.kind === "DuckDB" ? `-- In ${loaded.file} there is also a table: ${loaded.table}
` : "";
  yield ["DuckDB", `${open}SELECT *
FROM read_parquet('${files}')${where}`];
  if (loaded?.kind === "PostgreSQL") yield ["PostgreSQL", `SELECT *
FROM ${loaded.table}${where}`];
  yield [
    "Python",
    `import pandas as pd

${isBucket ? "# pip install pandas pyarrow gcsfs\n" : ""}df = pd.read_parquet("${lake}/${name}/")`
  ];
  yield ["Spark", `df = spark.read.parquet("${lake}/${name}/")`];
}

// src/site/schema-era.ts
function schemaEras(partitions) {
  const eras = [];
  let before = "";
  for (const { partition, publication } of partitions) {
    if (publication === void 0) continue;
    const { columns: columns2, raw } = publication;
    const types = columns2.map(({ name, type }) => [name, type]);
    const same = JSON.stringify([types, raw?.header]);
    const open = eras.at(-1);
    if (open !== void 0 && same === before) {
      open.last = partition;
      open.partitions++;
    } else {
      eras.push({
        first: partition,
        last: partition,
        partitions: 1,
        types: new Map(types),
        ...raw === void 0 ? {} : { header: raw.header }
      });
    }
    before = same;
  }
  return eras;
}
function headerChange(before, era) {
  const [old, now] = [before.header ?? [], era.header ?? []];
  const added = now.filter((name) => !old.includes(name));
  const removed = old.filter((name) => !now.includes(name));
  return { added, removed, moved: added.length + removed.length === 0 && old.join("\0") !== now.join("\0") };
}

// src/site/schema-section.ts
function schemaSection({ name, about, columns: columns2, evolved }) {
  const kept = about !== void 0 && contract(name, about.contract);
  if (columns2.length === 0)
    return html`${kept}<p class="note">No columns are recorded yet: the first publication does that.</p>`;
  const isDescribed = columns2.some(({ description }) => description !== void 0);
  const rows = columns2.map(
    ({ name: column, type, unit, required, description }) => html`<tr><th scope="row"><code>${column}</code></th><td><code>${type}</code>${unit !== void 0 && html` <small>${unit}</small>`}</td><td>${required ? "required" : evolved.includes(column) ? "nullable, came with a file" : "nullable"}</td>${isDescribed && html`<td class="why">${description ?? ""}</td>`}</tr>\n`
  );
  return html`${kept}<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Nulls</th>${isDescribed && html`<th scope="col">Description</th>`}</tr></thead><tbody>${rows}</tbody></table></div>
`;
}
var NEW_COLUMNS = {
  evolve: "become nullable strings",
  freeze: "stop the partition",
  discard: "are left out"
};
var TYPES = { freeze: "break a rule", discard: "become null" };
function contract(name, { newColumns, types, maxRejected }) {
  return html`<ul class="contract"><li>New columns <b>${NEW_COLUMNS[newColumns]}</b></li><li>Values that do not fit <b>${TYPES[types]}</b></li><li>A partition counts with at most <b><data data-fact="${name}/contract/max-rejected" value="${String(maxRejected)}">${shownShare(maxRejected)}</data></b> of its rows rejected</li></ul>
`;
}
function erasSection({ name, eras }) {
  const [first] = eras;
  if (first === void 0) return html`<p class="note">Nothing is published yet.</p>`;
  if (eras.length === 1) {
    return html`<p class="note">The same in <span data-name>${span(first)}</span>: ${fact(`${name}/eras/0/columns`, first.types.size)} columns.</p>`;
  }
  const columns2 = [...new Set(eras.flatMap(({ types }) => [...types.keys()]))];
  const heads = eras.map((era) => html`<th scope="col">${span(era)}</th>`);
  const rows = columns2.map((column) => {
    const cells = eras.map(({ types }, at) => {
      const type = types.get(column);
      const isNew = at > 0 && type !== eras[at - 1]?.types.get(column);
      return html`<td${isNew && html` class="changed"`}>${type === void 0 ? "–" : html`<code>${type}</code>`}${isNew && html` <small>changed</small>`}</td>`;
    });
    return html`<tr><th scope="row"><code>${column}</code></th>${cells}</tr>\n`;
  });
  return html`${headers(eras)}<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
`;
}
function span({ first, last }) {
  return first === last ? first : `${first} to ${last}`;
}
function headers(eras) {
  const changes = eras.slice(1).flatMap((era, at) => {
    const before = eras[at];
    if (era.header === void 0 || before.header === void 0) return [];
    const { added, removed, moved } = headerChange(before, era);
    if (added.length + removed.length === 0 && !moved) return [];
    const names = (all) => all.map((each, k) => html`${k > 0 && ", "}<code>${each}</code>`);
    return [
      html`<li><b data-name>${era.first}</b> ${added.length > 0 && html`brought ${names(added)}`}${added.length > 0 && removed.length > 0 && ", "}${removed.length > 0 && html`dropped ${names(removed)}`}${moved && "has its columns in another order"}</li>`
    ];
  });
  return changes.length === 0 ? void 0 : html`<p>In the header of the source’s files:</p><ul class="drift">${changes}</ul>\n`;
}

// src/site/dataset-page.ts
var MOST_RUNS2 = 40;
function datasetPage(site, dataset) {
  const { name, about, counts, partitions, rows, bytes, rejected, newest, state, runs } = dataset;
  const key = (what) => `${name}/${what}`;
  const shown = runs.slice(0, MOST_RUNS2);
  return pageText(site, {
    trail: [{ name: site.lake, href: "../index.html" }, { name }],
    root: "../",
    description: about?.description ?? name,
    schedules: schedulesOf([dataset]),
    first: html`<div data-dataset="${name}"><h1>${name} <span data-state>${pill(state)}</span></h1>
${about !== void 0 && html`<p class="lead">${lines(about.description)}</p>`}
${banner(counts)}
${tiles([
      [
        "Partitions done",
        fact(key("done"), counts.done),
        html`of <span data-total>${fact(key("partitions"), partitions.length)}</span>`
      ],
      ["Newest", html`<span data-name>${newest === void 0 ? "none" : shownPartition(newest)}</span>`],
      ["Rows", fact(key("rows"), rows)],
      ["Parquet", fact(key("bytes"), bytes, "bytes")],
      ["Rejected rows", fact(key("rejected"), rejected)]
    ])}
${profile(dataset)}</div>
`,
    body: [
      section("partitions", "Partitions", legend(counts, key("")), calendar(dataset), hint()),
      section("figures", "Over time", figuresSection(dataset)),
      section("query", "Query it", querySection(site, dataset)),
      section("schema", "Schema and contract", schemaSection(dataset)),
      section("eras", "Schema over time", erasSection(dataset)),
      section(
        "runs",
        "Runs",
        shown.length > 1 && html`<figure class="wide"><figcaption><b>Runs over time</b> <span>how long each took; one that had failures is a cross</span></figcaption><div class="plot" role="img" aria-label="Runs by when they began and how long they took; all of them are in the table below" data-plot="runs" data-unit="duration"></div></figure>\n`,
        runsTable(
          site,
          shown.map((run) => ({ dataset: name, run })),
          { withDataset: false, root: "../" }
        ),
        runs.length > shown.length && html`<p class="note">The newest ${fact(key("runs-shown"), shown.length)} of ${fact(key("runs"), runs.length)} runs.</p>`
      )
    ]
  });
}
function profile(dataset) {
  const { about } = dataset;
  const table = tableOf(dataset);
  const entries = [
    ...about === void 0 ? [] : [
      ["Owner", about.owner],
      ["Source", html`<code>${about.source}</code>`],
      ["Partitions", schedule(about.partitions)]
    ],
    ...table === void 0 ? [] : [
      [
        "Table",
        html`${table.kind}: <code>${table.file === void 0 ? table.table : `${table.file}, ${table.table}`}</code>`
      ]
    ]
  ];
  return html`<dl class="facts">${entries.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
function schedule({ by, start, end, lagMs, graceMs, timezone }) {
  if (by === "none") return "one, the whole table";
  const span2 = end === void 0 ? `from ${start} on` : `from ${start} to ${end}`;
  const due = lagMs === 0 ? `due when the ${by} has ended` : `due ${shownSpan(lagMs)} after the ${by} has ended`;
  return `by ${by}, ${span2}; ${due} in ${timezone}, late ${shownSpan(graceMs)} after that`;
}

// src/site/partition-page.ts
function partitionPage(site, dataset, at) {
  const model = dataset.partitions[at];
  const { partition, status, reason, publication, published, landing, entries } = model;
  const { name } = dataset;
  const key = (what) => `${name}/${partition}/${what}`;
  return pageText(site, {
    trail: [{ name: site.lake, href: "../index.html" }, { name, href: "index.html" }, { name: partition }],
    root: "../",
    description: `${name} ${partition}`,
    schedules: schedulesOf([dataset]),
    first: [
      html`<div data-dataset="${name}"><h1>${name} <span class="of">${shownPartition(partition)}</span> ${pill(status, liveAttributes(model))}</h1>
<p class="lead" data-reason>${reason}</p>
</div>
`,
      publication !== void 0 && tiles([
        ["Rows", fact(key("rows"), publication.rows)],
        [
          "Rejected",
          fact(key("rejected"), publication.rejected),
          html`of ${fact(key("rows-read"), publication.rowsRead)} read`
        ],
        [
          "Parquet",
          fact(key("bytes"), publication.object.bytes, "bytes"),
          html`from ${fact(key("source-bytes"), publication.source.bytes, "bytes")}`
        ],
        ["Took", published?.milliseconds === void 0 ? "–" : fact(key("took"), published.milliseconds, "duration")],
        ["Landing delay", landing === void 0 ? "–" : fact(key("landing"), landing, "days")]
      ])
    ],
    body: [
      publication !== void 0 && section("lineage", "Where it comes from", lineage(model, publication, key)),
      publication !== void 0 && section("rejects", "Rejected rows", rejects(publication, key)),
      publication !== void 0 && section("columns", "Columns", columns(publication, key, site.shownValue)),
      section("log", "Log", log(site, entries)),
      neighbours(dataset, at)
    ]
  });
}
function lineage({ published, load }, publication, key) {
  const { source, object, taskKey, raw } = publication;
  const steps = [
    [
      "Source",
      html`<dd class="url"><code>${source.url}</code></dd>${row2("etag", source.etag)}${row2("last modified", source.lastModified)}${row2("read as", raw?.format)}${row2("sha256", source.sha256)}`
    ],
    [
      "Tasks",
      html`${Object.entries(taskKey.parts).map(([part, value]) => row2(part, value))}${row2("key", taskKey.key)}`
    ],
    [
      "Object",
      html`<dd class="url"><code>${object.name}</code></dd>${row2("entry", html`${fact(key("publication"), published?.number ?? 0)}`)}${row2("published", published && shownTime(published.at))}${row2("generation", object.generation)}${row2("sha256", object.sha256)}`
    ],
    ...load === void 0 ? [] : [
      [
        "Table",
        html`${row2("of entry", html`${fact(key("load/publication"), load.publication)}`)}${row2("loaded", shownTime(load.at))}${row2("rows", html`${fact(key("load/rows"), load.rows)}`)}${row2("replaced", html`${fact(key("load/replaced"), load.replaced)}`)}${row2("sha256", load.sha256)}`
      ]
    ]
  ];
  return html`<ol class="lineage">${steps.map(([title, body]) => html`<li><h3>${title}</h3><dl>${body}</dl></li>\n`)}</ol>`;
}
function row2(label, value) {
  if (value === void 0) return void 0;
  return html`<div><dt>${label}</dt><dd>${typeof value === "string" ? html`<code>${value}</code>` : value}</dd></div>`;
}
function rejects({ rejectedBy, rejected, rowsRead }, key) {
  const rules = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  if (rules.length === 0) return html`<p class="note">No row broke a rule.</p>`;
  const rows = rules.map(
    ([rule, count]) => html`<tr><th scope="row"><code>${rule}</code></th><td class="n">${fact(key(`rejected-by/${rule}`), count)}</td><td class="n">${shownShare(count / Math.max(1, rowsRead))}</td></tr>\n`
  );
  return html`<div class="scroll"><table class="plain"><thead><tr><th scope="col">Rule</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Share of all read</th></tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">all</th><td class="n">${fact(key("rejected-total"), rejected)}</td><td class="n">${shownShare(rejected / Math.max(1, rowsRead))}</td></tr></tfoot></table></div>
<p class="note">Their lines, rules and original texts lie in the lake’s quarantine, not in this page.</p>`;
}
function columns({ columns: specs, report, rows }, key, shownValue) {
  const reports = new Map(report.map((each) => [each.name, each]));
  const body = specs.map(({ name, type }) => {
    const told2 = reports.get(name);
    const cell2 = (what) => html`<td class="n">${told2 !== void 0 && fact(key(`column/${name}/${what}`), told2[what])}</td>`;
    return html`<tr><th scope="row"><code>${name}</code></th><td><code>${type}</code></td>${cell2("nulls")}<td class="n">${told2 !== void 0 && shownShare(told2.nulls / Math.max(1, rows))}</td>${cell2("fills")}${cell2("discarded")}${shownValue !== void 0 && html`<td><code>${told2?.minimum === void 0 ? "" : shownValue(told2.minimum)}</code></td><td><code>${told2?.maximum === void 0 ? "" : shownValue(told2.maximum)}</code></td>`}</tr>\n`;
  });
  return html`<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col" class="n">Nulls</th><th scope="col" class="n">Share</th><th scope="col" class="n">Filled</th><th scope="col" class="n">Discarded</th>${shownValue !== void 0 && html`<th scope="col">Smallest</th><th scope="col">Largest</th>`}</tr></thead><tbody>${body}</tbody></table></div>
`;
}
function log(site, entries) {
  if (entries.length === 0) return html`<p class="note">Nobody has tried it yet.</p>`;
  const rows = entries.toReversed().map((entry) => {
    const run = /^github-(\d+)-(\d+)-/.exec(entry.run.run);
    const who = run === null || site.runsUrl === void 0 ? html`<code>${entry.run.run}</code>` : html`<a href="${site.runsUrl}/${run[1]}/attempts/${run[2]}" rel="noreferrer">run ${run[1]}</a>`;
    return html`<li class="entry ${entry.kind}"><span class="n" data-entry="${entry.number}">${entry.number}</span><b>${entry.kind.replace("_", " ")}</b> ${shownTime(entry.at)}<span class="by">${who}, Lakeferry ${entry.run.version}</span><p>${told(entry)}</p></li>\n`;
  });
  return html`<ol class="log" reversed>${rows}</ol>`;
}
function told(entry) {
  switch (entry.kind) {
    case "publishing":
      return html`begins to put <code>${entry.sha256.slice(0, 12)}</code> in place of ${entry.base === "absent" ? "nothing" : html`<code>${entry.base}</code>`}`;
    case "published":
      return html`<code>${entry.publication.object.sha256.slice(0, 12)}</code> is the partition’s version`;
    case "loaded":
      return html`version of entry ${entry.publication} is in the table`;
    case "failed":
      return html`in ${entry.task} (${entry.reason}, <code>${entry.code}</code>): ${entry.message}`;
    case "not_ready":
      return html`the source answered ${entry.status}`;
    case "held":
      return html`by ${entry.who}: ${entry.why}`;
    case "released":
      return html`by ${entry.who}: ${entry.why}`;
  }
}
function neighbours({ name, partitions }, at) {
  const link = (model, rel) => model === void 0 ? html`<span></span>` : html`<a rel="${rel}" href="../${partitionPath(name, model.partition)}">${rel === "prev" && "← "}${model.partition}${rel === "next" && " →"}</a>`;
  return html`<nav class="neighbours" aria-label="Neighbouring partitions">${link(partitions[at - 1], "prev")}${link(partitions[at + 1], "next")}</nav>`;
}

// src/site/status-json.ts
function statusJson({ made, lake, version, datasets }) {
  const at = (ms) => ms === void 0 ? null : new Date(ms).toISOString();
  return `${safeJson({
    format: 1,
    made: at(made),
    lake,
    version,
    state: worst(datasets.map(({ state }) => state)),
    datasets: datasets.map(({ name, state, counts, rows, bytes, newest, runs, partitions }) => ({
      name,
      state,
      counts,
      rows,
      bytes,
      newest: newest ?? null,
      lastRun: at(runs[0]?.ended),
      // From when on a partition that is not there by then is late, for whoever looks later.
      open: partitions.filter(({ status }) => status !== "done").map(({ partition, status, expected }) => ({ partition, status, lateAt: at(expected?.late) }))
    }))
  })}
`;
}

// src/site/site.ts
var SITE_SIGN = ".lakeferry-site";
function* siteFiles(site) {
  const { datasets } = site;
  yield ["index.html", overviewPage(site)];
  for (const dataset of datasets) {
    const { name, partitions, counts } = dataset;
    yield [datasetPath(name), datasetPage(site, dataset)];
    for (const [at, { partition }] of partitions.entries()) {
      yield [partitionPath(name, partition), partitionPage(site, dataset, at)];
    }
    yield [`${encodeURIComponent(name)}/badge.svg`, badgeSvg(name, counts, partitions.length)];
  }
  const total = datasets.reduce((sum, { partitions }) => sum + partitions.length, 0);
  yield ["badge.svg", badgeSvg("lakeferry", sumCounts(datasets.map(({ counts }) => counts)), total)];
  yield ["status.json", statusJson(site)];
  for (const { name, text } of Object.values(MADE_ASSETS)) yield [`assets/${name}`, text];
  yield [".nojekyll", ""];
  yield [SITE_SIGN, ""];
}

// src/session/site.ts
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

// src/site/lateness.ts
function statusAt(known, schedule2, partition, { now, isUntried }) {
  if (known !== "missing" && known !== "not_ready" || schedule2 === void 0) return known;
  if (now >= lateAt(schedule2, partition)) return "late";
  return isUntried && now >= dueAt(schedule2, partition) ? "missing" : known;
}
function expectedAt(schedule2, partition) {
  if (schedule2 === void 0 || partition === NO_PARTITION) return void 0;
  const due = dueAt(schedule2, partition);
  return { ended: due - schedule2.lagMs, due, late: lateAt(schedule2, partition) };
}
function lateReason(late) {
  return `was expected by ${new Date(late).toISOString().slice(0, 10)}`;
}

// src/site/partition.ts
var DAY2 = 864e5;
function partitionModel(options) {
  const { decision, entries, schedule: schedule2, now } = options;
  const { partition } = decision;
  const head = entries.length === 0 ? void 0 : foldEntries(entries);
  const isUntried = head?.notReady === void 0;
  const status = statusAt(decision.status, schedule2, partition, { now, isUntried });
  const versions = entries.filter((entry) => entry.kind === "published");
  const [first, last] = [versions[0], head?.held?.drops === true ? void 0 : versions.at(-1)];
  const load = entries.findLast((entry) => entry.kind === "loaded");
  const expected = expectedAt(schedule2, partition);
  const isLateNow = status === "late" && decision.status !== "late" && expected !== void 0;
  return {
    partition,
    status,
    isUntried,
    reason: isLateNow ? `${decision.reason}, and it ${lateReason(expected.late)}` : decision.reason,
    entries,
    ...last === void 0 ? {} : {
      publication: last.publication,
      published: {
        number: last.number,
        at: last.at,
        ...last.milliseconds === void 0 ? {} : { milliseconds: last.milliseconds }
      }
    },
    ...load === void 0 ? {} : { load },
    ...expected === void 0 ? {} : { expected },
    ...first === void 0 || expected === void 0 ? {} : { landing: (Date.parse(first.at) - expected.ended) / DAY2 }
  };
}

// src/site/run.ts
function runsOf(logs) {
  const groups = /* @__PURE__ */ new Map();
  for (const entry of [...logs.values()].flat()) {
    const { id } = nameOf(entry.run.run);
    groups.set(id, [...groups.get(id) ?? [], entry]);
  }
  return [...groups.values()].map(runModel).sort((a, b) => b.began - a.began || (a.id < b.id ? -1 : 1));
}
function runModel(entries) {
  const counts = {};
  let [began, ended] = [Number.POSITIVE_INFINITY, 0];
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
    began = Math.min(began, at - (entry.kind === "published" ? entry.milliseconds ?? 0 : 0));
    ended = Math.max(ended, at);
  }
  const { version, commit, run, dirty = false } = entries[0].run;
  const partitions = [...new Set(entries.map(({ partition }) => partition))].sort();
  return {
    ...nameOf(run),
    began,
    ended,
    partitions,
    counts,
    version,
    dirty,
    ...commit === void 0 ? {} : { commit }
  };
}
function nameOf(run) {
  const [, number, attempt] = /^github-(\d+)-(\d+)-/.exec(run) ?? [];
  if (number === void 0 || attempt === void 0) return { id: run };
  return { id: `github-${number}-${attempt}`, workflow: { run: number, attempt } };
}

// src/site/dataset.ts
function datasetModel(look, now) {
  const { name, about, columns: columns2, evolved, logs } = look;
  const schedule2 = about?.partitions;
  const decisions = look.decisions ?? decideFromLedger(look, now);
  const partitions = decisions.map(
    (decision) => partitionModel({ decision, entries: logs.get(decision.partition) ?? [], schedule: schedule2, now })
  );
  const published = partitions.filter(({ publication }) => publication !== void 0);
  const sum = (of) => published.reduce((total, partition) => total + (of(partition) ?? 0), 0);
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, partitions.filter((each) => each.status === status).length])
  );
  const newest = published.at(-1)?.partition;
  const starts = [...logs.values()].flatMap(([first]) => first === void 0 ? [] : [Date.parse(first.at)]);
  return {
    name,
    ...about === void 0 ? {} : { about },
    columns: columns2,
    evolved,
    partitions,
    runs: runsOf(logs),
    eras: schemaEras(partitions),
    state: worst(partitions.map(({ status }) => status)),
    counts,
    rows: sum(({ publication }) => publication?.rows),
    bytes: sum(({ publication }) => publication?.object.bytes),
    rejected: sum(({ publication }) => publication?.rejected),
    ...newest === void 0 ? {} : { newest },
    ...starts.length === 0 ? {} : { began: starts.reduce((a, b) => Math.min(a, b)) }
  };
}
function decideFromLedger({ about, logs }, now) {
  const settings = about?.partitions ?? { by: "none", start: "", lagMs: 0, graceMs: 0, recheck: 0, timezone: "UTC" };
  const begun = about === void 0 ? [] : allPartitions(settings, now);
  const heads = new Map([...logs].map(([partition, entries]) => [partition, foldEntries(entries)]));
  const isLoaded = [...heads.values()].some(({ loaded }) => Object.keys(loaded).length > 0);
  return [.../* @__PURE__ */ new Set([...begun, ...heads.keys()])].sort().map((partition) => {
    const head = heads.get(partition);
    const loads = Object.values(head?.loaded ?? {}).sort((a, b) => b.number - a.number);
    const [load] = loads;
    const receipt = load && { ...load, partition, rowsNow: load.rows, loadedAt: load.at };
    return decide({ partition, ...head && { head }, ...isLoaded && { receipt: receipt ?? "none" } }, settings, now);
  });
}

// src/site/model.ts
function siteModel(looks, given) {
  const datasets = looks.map((look) => datasetModel(look, given.made));
  return { ...given, datasets: datasets.sort((a, b) => a.name < b.name ? -1 : 1) };
}

// src/session/site.ts
async function makeSite(context, words, host) {
  const { pipeline, store, clock } = context;
  const known = words.datasets === "own" ? [] : await listDatasets(store);
  const names = words.datasets === "own" ? [pipeline.name] : words.datasets === "all" ? [.../* @__PURE__ */ new Set([...known, pipeline.name])] : words.datasets;
  for (const name of names) {
    if (known.includes(name) || name === pipeline.name) continue;
    throw new ConfigurationError(
      "DATASETS",
      `datasets: the lake ${store.url} has no dataset "${name}"; it has ${known.join(", ") || "none yet"}`,
      { name, known }
    );
  }
  const looks = [];
  for (const name of names) looks.push(await lookAt(context, name, words.checkSource));
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = host.env;
  return siteModel(looks, {
    made: clock.now(),
    lake: shownLake(context),
    version: VERSION,
    ...words.samples === "none" ? {} : { shownValue: (value) => maskedCell(value, words.samples) ?? "" },
    ...server && repository ? { runsUrl: `${server}/${repository}/actions/runs` } : {}
  });
}
async function lookAt(context, name, checkSource) {
  const { pipeline, store, clock, run, log: log2 } = context;
  const isOwn = name === pipeline.name;
  const ledger = isOwn ? context.ledger : openLedger({ store, dataset: name, clock, run, log: log2 });
  const record = await ledger.dataset();
  const logs = await ledger.logs();
  const about = isOwn ? aboutOf(pipeline) : record?.about;
  const everything = { selection: { kind: "word", word: "all" }, force: false, limit: 0, checkSource };
  return {
    name,
    ...about === void 0 ? {} : { about },
    columns: record?.columns ?? [],
    evolved: (record?.evolved ?? []).map((column) => column.name),
    logs,
    ...isOwn ? { decisions: (await planFlow(context, everything)).decisions } : {}
  };
}
function shownLake({ store, pipeline }) {
  if (/^gs:/i.test(store.url)) return store.url.replace(/\/$/, "");
  const inside = relative(pipeline.directory, store.url);
  return inside !== "" && !inside.startsWith("..") && !inside.startsWith(sep) ? inside : basename(store.url);
}
async function writeSite(site, folder) {
  const present = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw new ConfigurationError("SITE_FOLDER", `cannot write the site to ${folder}: ${error.message}`, {}, error);
  });
  if (present.length > 0 && !present.includes(SITE_SIGN)) {
    throw new ConfigurationError(
      "SITE_FOLDER",
      `${folder} holds other files, and a site would replace them; name an empty folder, or one that is not there`,
      { folder }
    );
  }
  for (const name of present) await rm(join(folder, name), { recursive: true, force: true });
  let files = 0;
  for (const [path, text] of siteFiles(site)) {
    const full = join(folder, ...path.split("/").map((part) => decodeURIComponent(part)));
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
    files++;
  }
  return files;
}

// src/session/site-words.ts
function readSiteWords({ inputs }) {
  return {
    datasets: inputs.parsed("datasets", parseDatasets, "own"),
    samples: inputs.choice("samples", SAMPLES, "none")
  };
}
function parseDatasets(text) {
  if (text === "all") return "all";
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !/^[a-z][a-z0-9_-]*$/.test(name));
  if (wrong === void 0) return [...new Set(names)];
  throw new ConfigurationError(
    "DATASETS",
    `"${wrong}" is no name of a dataset; write all, or names like yellow_taxi,green_taxi`
  );
}

export {
  siteFiles,
  makeSite,
  writeSite,
  readSiteWords
};
