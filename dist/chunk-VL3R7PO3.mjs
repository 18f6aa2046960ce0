import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  ConfigurationError,
  LakeferryError,
  OutageError
} from "./chunk-TOUVOPKP.mjs";

// src/http/address.ts
import { isIPv4, isIPv6 } from "node:net";
var PRIVATE_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["168.63.129.16", 32]
];
var METADATA_NAMES = /* @__PURE__ */ new Set(["metadata", "metadata.google.internal", "metadata.goog", "instance-data"]);
function v4Number(ip) {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
function isPrivateV4(address) {
  return PRIVATE_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(v4Number(network) / size);
  });
}
function v6Groups(ip) {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  let text = ip;
  if (dotted) {
    const tail2 = v4Number(dotted[2]);
    text = `${dotted[1]}${Math.floor(tail2 / 65536).toString(16)}:${(tail2 % 65536).toString(16)}`;
  }
  const [before = "", after] = text.split("::");
  const parse = (part) => part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const head = parse(before);
  if (after === void 0) return head;
  const tail = parse(after);
  return [...head, ...new Array(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}
function isPrivateV6(ip) {
  const groups = v6Groups(ip);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const embedded = g * 65536 + h;
  if (a === 0 && b === 0 && c === 0 && d === 0) {
    if (e === 0 && f === 0) return embedded <= 1 || isPrivateV4(embedded);
    if (e === 0 && f === 65535) return isPrivateV4(embedded);
    if (e === 65535 && f === 0) return isPrivateV4(embedded);
  }
  if (a === 100 && b === 65435) return c !== 0 || isPrivateV4(embedded);
  if (a === 8194) return isPrivateV4(b * 65536 + c);
  if (a === 8193 && (b === 0 || b === 3512)) return true;
  if (a === 256 && b === 0 && c === 0 && d === 0) return true;
  const isUniqueLocal = (a & 65024) === 64512;
  const isLinkOrSiteLocal = (a & 65408) === 65152;
  return isUniqueLocal || isLinkOrSiteLocal || (a & 65280) === 65280;
}
function isPrivateAddress(ip) {
  const bare = ip.replace(/%.*$/, "");
  if (isIPv4(bare)) return isPrivateV4(v4Number(bare));
  return isIPv6(bare) && isPrivateV6(bare.toLowerCase());
}
function isPrivateHost(host) {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  if (isPrivateAddress(name)) return true;
  return name === "localhost" || name.endsWith(".localhost") || METADATA_NAMES.has(name);
}

// src/http/body.ts
var WAITING_BYTES = 1 << 20;
function collectBody(body) {
  const waiting = [];
  let bytes = 0;
  let end;
  let wake = () => {
  };
  const finish = (how) => {
    end ??= how;
    wake();
  };
  body.on("data", (chunk) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes > WAITING_BYTES) body.pause();
    wake();
  });
  body.on("end", () => finish({}));
  body.on("error", (error) => finish({ error }));
  body.on("close", () => finish({ error: new Error("closed") }));
  async function* pieces() {
    try {
      for (; ; ) {
        const next = waiting.shift();
        if (next !== void 0) {
          bytes -= next.length;
          if (bytes <= WAITING_BYTES) body.resume();
          yield next;
        } else if (end !== void 0) {
          if ("error" in end) throw end.error;
          return;
        } else {
          await new Promise((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      body.destroy();
    }
  }
  return pieces();
}

// src/http/failure.ts
var MEANING = {
  UND_ERR_CONNECT_TIMEOUT: ["HTTP_CONNECT_TIMEOUT", "no connection in time"],
  ETIMEDOUT: ["HTTP_CONNECT_TIMEOUT", "no connection in time"],
  UND_ERR_HEADERS_TIMEOUT: ["HTTP_HEADERS_TIMEOUT", "no answer in time"],
  UND_ERR_BODY_TIMEOUT: ["HTTP_IDLE_TIMEOUT", "the server stopped sending"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["HTTP_CUT", "the body has not the length that the server declared"],
  UND_ERR_SOCKET: ["HTTP_CUT", "the connection broke off"],
  ECONNRESET: ["HTTP_CUT", "the connection broke off"],
  EPIPE: ["HTTP_CUT", "the connection broke off"],
  ECONNREFUSED: ["HTTP_REFUSED", "nobody answers at that address and port"],
  EHOSTUNREACH: ["HTTP_REFUSED", "no route to the host"],
  ENETUNREACH: ["HTTP_REFUSED", "no route to the network"],
  ENOTFOUND: ["HTTP_DNS", "the name cannot be resolved"],
  EAI_AGAIN: ["HTTP_DNS", "the name server does not answer"],
  UND_ERR_HEADERS_OVERFLOW: ["HTTP_PROTOCOL", "the headers are too long"],
  UND_ERR_ABORTED: ["HTTP_PROXY", "the proxy refused the tunnel"],
  UND_ERR_PRX_CONN: ["HTTP_PROXY", "the proxy broke the tunnel off"],
  UND_ERR_PRX_TLS: ["HTTP_TLS", "the proxy's certificate is not trusted"]
};
var TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
function describeFailure(error, host, signal, phase = "answer") {
  if (signal.aborted) return signal.reason;
  if (error instanceof LakeferryError) return error;
  const code = codeOf(error);
  if (TLS.test(code)) {
    return new OutageError("HTTP_TLS", `no trusted connection to ${host} (${code}); its certificate must be mended`, {
      data: { host, cause: code },
      retryable: false
    });
  }
  const isParser = code.startsWith("HPE_") || code === "HTTPParserError";
  const parser = phase === "body" ? MEANING["UND_ERR_SOCKET"] : ["HTTP_PROTOCOL", "the answer is not HTTP"];
  const [ours, words] = (isParser ? parser : MEANING[code]) ?? ["HTTP_FAILED", "the request failed"];
  return new OutageError(ours, `${host}: ${words} (${code})`, { data: { host, cause: code } });
}
function codeOf(error) {
  if (!(error instanceof Error)) return "unknown";
  const code = error.code;
  if (code === "UND_ERR_SOCKET" && error.cause instanceof Error) {
    const inner = error.cause.code;
    if (inner !== void 0) return inner;
  }
  if (code !== void 0) return code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === void 0 ? error.name : codeOf(error.cause);
}

// src/http/guard.ts
import { lookup as systemLookup } from "node:dns";
function resolveBySystem(host) {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => error ? reject(error) : resolve(addresses));
  });
}
function privateAddressError(host, address) {
  const what = host === address ? host : `${host} (${address})`;
  return new ConfigurationError(
    "PRIVATE_ADDRESS",
    `refused to connect to ${what}: a private or metadata address was reached by redirect or name; if this is meant, set "allow_private: true" under "source"`,
    { host, address }
  );
}
async function resolvePublic(host, resolve) {
  const addresses = await resolve(host);
  const refused = addresses.find(({ address }) => isPrivateAddress(address));
  if (refused !== void 0) throw privateAddressError(host, refused.address);
  return addresses;
}
function createLookup(resolve, allowPrivate) {
  return (host, options, done) => {
    const found = allowPrivate ? resolve(host) : resolvePublic(host, resolve);
    found.then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || options.family === family);
        const [first] = wanted;
        if (first === void 0) {
          done(Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" }), "", 0);
        } else if (options.all) done(null, [...wanted]);
        else done(null, first.address, first.family);
      },
      (error) => done(error, "", 0)
    );
  };
}

// src/http/client.ts
var loadUndici = () => import("./chunk-7PNP4AY7.mjs");
function createHttp(options = {}) {
  const resolve = options.resolve ?? resolveBySystem;
  const proxies = proxiesOf(options.env ?? process.env);
  const agents = /* @__PURE__ */ new Map();
  async function agentFor(allowPrivate, connect) {
    const { Agent, EnvHttpProxyAgent } = await loadUndici();
    const key = `${allowPrivate} ${connect}`;
    let agent = agents.get(key);
    if (agent === void 0) {
      const tls = { rejectUnauthorized: true };
      const shared = {
        allowH2: false,
        connectTimeout: connect,
        connect: { ...tls, timeout: connect, lookup: createLookup(resolve, allowPrivate) }
      };
      agent = proxies === void 0 ? new Agent(shared) : new EnvHttpProxyAgent({ ...shared, ...proxies, requestTls: tls, proxyTls: tls });
      agents.set(key, agent);
    }
    return agent;
  }
  return {
    async request(request) {
      const { url, signal, timeouts, allowPrivate } = request;
      try {
        signal.throwIfAborted();
        if (!allowPrivate) await refusePrivate(url.hostname, proxies === void 0 ? void 0 : resolve);
        const { request: send } = await loadUndici();
        const answer = await send(url, {
          method: request.method,
          headers: request.headers,
          ...request.body === void 0 ? {} : { body: request.body },
          dispatcher: await agentFor(allowPrivate, timeouts.connect),
          headersTimeout: timeouts.headers,
          bodyTimeout: timeouts.idle,
          signal
        });
        return toResponse(answer, request);
      } catch (error) {
        throw describeFailure(error, url.host, signal);
      }
    }
  };
}
async function refusePrivate(host, resolve) {
  if (isPrivateHost(host)) throw privateAddressError(host, host);
  if (resolve === void 0) return;
  try {
    await resolvePublic(host, resolve);
  } catch (error) {
    if (error.code === "PRIVATE_ADDRESS") throw error;
  }
}
function toResponse(answer, request) {
  const headers = /* @__PURE__ */ new Map();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== void 0) headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value);
  }
  const { url, signal } = request;
  const arrived = collectBody(answer.body);
  async function* body() {
    try {
      yield* arrived;
    } catch (error) {
      throw describeFailure(error, url.host, signal, "body");
    }
  }
  return {
    status: answer.statusCode,
    headers,
    body: body(),
    framed: headers.has("content-length") || /\bchunked\b/i.test(headers.get("transfer-encoding") ?? ""),
    async discard() {
      answer.body.destroy();
    }
  };
}
function proxiesOf(env) {
  const either = (name) => env[name.toLowerCase()] || env[name] || "";
  const [httpProxy, httpsProxy] = [either("HTTP_PROXY"), either("HTTPS_PROXY")];
  if (httpProxy === "" && httpsProxy === "") return void 0;
  return { httpProxy, httpsProxy, noProxy: either("NO_PROXY") };
}

// src/runtime/node-clock.ts
import { setTimeout as sleep } from "node:timers/promises";
var nodeClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, void 0, signal === void 0 ? {} : { signal });
    } catch (error) {
      throw signal?.reason ?? error;
    }
  }
};

// src/runtime/node-files.ts
import * as fs from "node:fs/promises";
function isMissing(error) {
  return error.code === "ENOENT";
}
async function stat(path) {
  try {
    const found = await fs.lstat(path, { bigint: true });
    return {
      size: Number(found.size),
      mtimeNs: found.mtimeNs,
      ctimeNs: found.ctimeNs,
      isDirectory: found.isDirectory()
    };
  } catch (error) {
    if (isMissing(error)) return void 0;
    throw error;
  }
}
async function create(path, options = {}) {
  const handle = await fs.open(path, options.append ? "a" : "wx");
  return {
    async write(bytes) {
      let at = 0;
      while (at < bytes.length) at += (await handle.write(bytes, at)).bytesWritten;
    },
    sync: () => handle.sync(),
    close: () => handle.close()
  };
}
async function open2(path) {
  const handle = await fs.open(path, "r");
  return {
    async read(into, position) {
      let got = 0;
      while (got < into.length) {
        const { bytesRead } = await handle.read(into, got, into.length - got, position + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return got;
    },
    close: () => handle.close()
  };
}
var PIECE_BYTES = 1 << 20;
async function* stream(path, range = {}) {
  const { start, end = Number.POSITIVE_INFINITY } = range;
  let position = start ?? 0;
  const bytes = Math.min(PIECE_BYTES, end - position);
  let [now, then] = [Buffer.allocUnsafeSlow(bytes), Buffer.allocUnsafeSlow(bytes)];
  const handle = await fs.open(path, "r");
  async function fill(buffer) {
    const at = start === void 0 ? null : position;
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), at);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
  let filling = fill(now);
  try {
    for (let piece = await filling; piece.length > 0; piece = await filling) {
      filling = fill(then);
      filling.catch(() => {
      });
      yield piece;
      [now, then] = [then, now];
    }
  } finally {
    await filling.catch(() => {
    });
    await handle.close();
  }
}
var nodeFiles = {
  stat,
  create,
  open: open2,
  read: (path) => fs.readFile(path),
  stream,
  async names(path) {
    try {
      return (await fs.readdir(path)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true });
  },
  link: (from, to) => fs.link(from, to),
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.rm(path, { force: true }),
  async syncFolder(path) {
    if (process.platform === "win32") return;
    const handle = await fs.open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
};
async function removeFolder(path) {
  await fs.rm(path, { recursive: true, force: true });
}

// src/base/deadline.ts
async function withDeadline(what, ms, outer, work) {
  const expired = new OutageError("DEADLINE", `${what} took longer than ${formatDuration(ms)}`, { data: { what, ms } });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(expired), ms);
  const onOuter = () => controller.abort(outer.reason);
  if (outer.aborted) onOuter();
  else outer.addEventListener("abort", onOuter, { once: true });
  try {
    const aborted = new Promise((_, reject) => {
      const fail = () => reject(controller.signal.reason);
      if (controller.signal.aborted) fail();
      else controller.signal.addEventListener("abort", fail, { once: true });
    });
    return await Promise.race([work(controller.signal), aborted]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", onOuter);
  }
}

export {
  isPrivateHost,
  createHttp,
  withDeadline,
  nodeClock,
  nodeFiles,
  removeFolder
};
