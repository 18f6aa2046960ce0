import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ENTRY_FORMAT,
  damaged,
  inParallel,
  jsonBytes,
  noticeName,
  noticesPrefix,
  parseRecord,
  readObject
} from "./chunk-DOUEL7U2.mjs";
import {
  ConflictError
} from "./chunk-TOUVOPKP.mjs";

// src/ledger/notices.ts
var READS = 16;
var DAY = 864e5;
var KINDS = ["sending", "sent", "failed"];
function openNotices(options) {
  const { store, dataset, clock, run } = options;
  const read = async (channel, partition, number) => {
    const name = noticeName(dataset, channel, partition, number);
    const found = await readObject(store, name);
    if (found === void 0) throw damaged(name, store.url, "it is missing");
    const value = parseRecord(found.bytes, name, store.url);
    const { kind, at, about, told } = value;
    if (value["number"] !== number || !KINDS.includes(kind ?? "")) throw damaged(name, store.url, "it is no notice");
    if (typeof at !== "string" || !isTold(about) || told !== void 0 && !isTold(told)) {
      throw damaged(name, store.url, "it does not say what was told");
    }
    return value;
  };
  return {
    async superseded() {
      const prefix = noticesPrefix(dataset);
      const logs = /* @__PURE__ */ new Map();
      for await (const { name, bytes } of store.list(prefix)) {
        const [, log, digits] = /^([^/]+\/[^/]+)\/(\d{6,15})\.json$/.exec(name.slice(prefix.length)) ?? [];
        if (log !== void 0) logs.set(log, [...logs.get(log) ?? [], { name, bytes, number: Number(digits) }]);
      }
      const found = await inParallel([...logs], READS, async ([log, lines]) => {
        const [channel = "", partition = ""] = log.split("/");
        const last = Math.max(...lines.map(({ number }) => number));
        const older = lines.filter(({ number }) => number < last);
        if (older.length === 0) return [];
        const { at } = await read(channel, partition, last);
        if (clock.now() - Date.parse(at) < DAY) return [];
        return older.map(({ name, bytes }) => ({ name, bytes, partition }));
      });
      return found.flat();
    },
    async last(channel) {
      const prefix = noticesPrefix(dataset, channel);
      const numbers = /* @__PURE__ */ new Map();
      for await (const { name } of store.list(prefix)) {
        const [, partition, digits] = /^([^/]+)\/(\d{6,15})\.json$/.exec(name.slice(prefix.length)) ?? [];
        if (partition === void 0) continue;
        numbers.set(partition, Math.max(Number(digits), numbers.get(partition) ?? 0));
      }
      const entries = await inParallel([...numbers], READS, async ([partition, number]) => {
        return [partition, await read(channel, partition, number)];
      });
      return new Map(entries);
    },
    async append(channel, partition, before, fresh) {
      const number = (before?.number ?? 0) + 1;
      const entry = { number, at: new Date(clock.now()).toISOString(), ...fresh };
      const body = jsonBytes({ format: ENTRY_FORMAT, dataset, partition, channel, run, ...entry });
      try {
        await store.create(noticeName(dataset, channel, partition, number), body);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        throw new ConflictError("NOTICE_CONFLICT", `${dataset} ${partition}: another run tells "${channel}" of it`, {
          partition,
          channel,
          number
        });
      }
      return entry;
    }
  };
}
function isTold(value) {
  const told = value;
  return typeof told?.state === "string" && Number.isSafeInteger(told.cause);
}

export {
  openNotices
};
