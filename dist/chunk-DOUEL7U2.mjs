import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder,
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  DEFAULT_BODY,
  DEFAULT_TITLE,
  NOTICE_FIELDS,
  NOTICE_STATES,
  PARTITION_FORMS,
  checkColumns,
  isPartition,
  nearest,
  partitionDate,
  relativePlaces,
  resolvePipeline,
  shapeProblems,
  share
} from "./chunk-TI4EOZ5J.mjs";
import {
  DEFAULT_SENDING,
  parseRetryDelay,
  retryDelay,
  withRetries
} from "./chunk-S3LT26JY.mjs";
import {
  createPlainLog
} from "./chunk-FOBTGNUB.mjs";
import {
  formatDuration,
  parseDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  PipelineProblems
} from "./chunk-QHH4TWAK.mjs";
import {
  POSTGRES_FORM,
  RECEIPTS_TABLE,
  TRANSACTION_INSIDE,
  afterLoadError,
  canonicalJson,
  checkAdoptedRows,
  checkFileColumns,
  checkLoadedRows,
  checkRowsLeft,
  compareColumns,
  hasPartitionDate,
  isAppended,
  missingColumns,
  newComments,
  quoteName,
  quoteText,
  receiptFor,
  refuseDifferences,
  resolveTarget,
  settledBy,
  sha256,
  sha256OfFile,
  sha256OfJson
} from "./chunk-VHV2WM36.mjs";
import {
  PARTITION_DATE
} from "./chunk-6BN765J6.mjs";
import {
  parseColumnType
} from "./chunk-5BRFANHP.mjs";
import {
  ConfigurationError,
  ConflictError,
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import {
  VERSION
} from "./chunk-CH4FNDDY.mjs";
import {
  safeJson,
  safeText
} from "./chunk-3UZALZAA.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-KYFPJ72H.mjs";

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias");
    var DOC = /* @__PURE__ */ Symbol.for("yaml.document");
    var MAP = /* @__PURE__ */ Symbol.for("yaml.map");
    var PAIR = /* @__PURE__ */ Symbol.for("yaml.pair");
    var SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar");
    var SEQ = /* @__PURE__ */ Symbol.for("yaml.seq");
    var NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type");
    var isAlias2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
    var isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
    var isMap2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
    var isPair3 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
    var isScalar3 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
    var isSeq2 = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
    function isCollection(node) {
      if (node && typeof node === "object")
        switch (node[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return true;
        }
      return false;
    }
    function isNode(node) {
      if (node && typeof node === "object")
        switch (node[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return true;
        }
      return false;
    }
    var hasAnchor = (node) => (isScalar3(node) || isCollection(node)) && !!node.anchor;
    exports.ALIAS = ALIAS;
    exports.DOC = DOC;
    exports.MAP = MAP;
    exports.NODE_TYPE = NODE_TYPE;
    exports.PAIR = PAIR;
    exports.SCALAR = SCALAR;
    exports.SEQ = SEQ;
    exports.hasAnchor = hasAnchor;
    exports.isAlias = isAlias2;
    exports.isCollection = isCollection;
    exports.isDocument = isDocument;
    exports.isMap = isMap2;
    exports.isNode = isNode;
    exports.isPair = isPair3;
    exports.isScalar = isScalar3;
    exports.isSeq = isSeq2;
  }
});

// node_modules/yaml/dist/visit.js
var require_visit = __commonJS({
  "node_modules/yaml/dist/visit.js"(exports) {
    "use strict";
    var identity = require_identity();
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove node");
    function visit2(node, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
          node.contents = null;
      } else
        visit_(null, node, visitor_, Object.freeze([]));
    }
    visit2.BREAK = BREAK;
    visit2.SKIP = SKIP;
    visit2.REMOVE = REMOVE;
    function visit_(key, node, visitor, path) {
      const ctrl = callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            const ci = visit_(i, node.items[i], visitor, path);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          const ck = visit_("key", node.key, visitor, path);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node.key = null;
          const cv = visit_("value", node.value, visitor, path);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node.value = null;
        }
      }
      return ctrl;
    }
    async function visitAsync(node, visitor) {
      const visitor_ = initVisitor(visitor);
      if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
          node.contents = null;
      } else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key, node, visitor, path) {
      const ctrl = await callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
      }
      if (typeof ctrl !== "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            const ci = await visitAsync_(i, node.items[i], visitor, path);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              node.items.splice(i, 1);
              i -= 1;
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          const ck = await visitAsync_("key", node.key, visitor, path);
          if (ck === BREAK)
            return BREAK;
          else if (ck === REMOVE)
            node.key = null;
          const cv = await visitAsync_("value", node.value, visitor, path);
          if (cv === BREAK)
            return BREAK;
          else if (cv === REMOVE)
            node.value = null;
        }
      }
      return ctrl;
    }
    function initVisitor(visitor) {
      if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
          Alias: visitor.Node,
          Map: visitor.Node,
          Scalar: visitor.Node,
          Seq: visitor.Node
        }, visitor.Value && {
          Map: visitor.Value,
          Scalar: visitor.Value,
          Seq: visitor.Value
        }, visitor.Collection && {
          Map: visitor.Collection,
          Seq: visitor.Collection
        }, visitor);
      }
      return visitor;
    }
    function callVisitor(key, node, visitor, path) {
      if (typeof visitor === "function")
        return visitor(key, node, path);
      if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
      if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
      if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
      if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
      if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
      return void 0;
    }
    function replaceNode(key, path, node) {
      const parent = path[path.length - 1];
      if (identity.isCollection(parent)) {
        parent.items[key] = node;
      } else if (identity.isPair(parent)) {
        if (key === "key")
          parent.key = node;
        else
          parent.value = node;
      } else if (identity.isDocument(parent)) {
        parent.contents = node;
      } else {
        const pt = identity.isAlias(parent) ? "alias" : "scalar";
        throw new Error(`Cannot replace node with ${pt} parent`);
      }
    }
    exports.visit = visit2;
    exports.visitAsync = visitAsync;
  }
});

// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJS({
  "node_modules/yaml/dist/doc/directives.js"(exports) {
    "use strict";
    var identity = require_identity();
    var visit2 = require_visit();
    var escapeChars = {
      "!": "%21",
      ",": "%2C",
      "[": "%5B",
      "]": "%5D",
      "{": "%7B",
      "}": "%7D"
    };
    var escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
    var Directives = class _Directives {
      constructor(yaml, tags) {
        this.docStart = null;
        this.docEnd = false;
        this.yaml = Object.assign({}, _Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, _Directives.defaultTags, tags);
      }
      clone() {
        const copy2 = new _Directives(this.yaml, this.tags);
        copy2.docStart = this.docStart;
        return copy2;
      }
      /**
       * During parsing, get a Directives instance for the current document and
       * update the stream state according to the current version's spec.
       */
      atDocument() {
        const res = new _Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
          case "1.1":
            this.atNextDocument = true;
            break;
          case "1.2":
            this.atNextDocument = false;
            this.yaml = {
              explicit: _Directives.defaultYaml.explicit,
              version: "1.2"
            };
            this.tags = Object.assign({}, _Directives.defaultTags);
            break;
        }
        return res;
      }
      /**
       * @param onError - May be called even if the action was successful
       * @returns `true` on success
       */
      add(line, onError) {
        if (this.atNextDocument) {
          this.yaml = { explicit: _Directives.defaultYaml.explicit, version: "1.1" };
          this.tags = Object.assign({}, _Directives.defaultTags);
          this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
          case "%TAG": {
            if (parts.length !== 2) {
              onError(0, "%TAG directive should contain exactly two parts");
              if (parts.length < 2)
                return false;
            }
            const [handle, prefix] = parts;
            this.tags[handle] = prefix;
            return true;
          }
          case "%YAML": {
            this.yaml.explicit = true;
            if (parts.length !== 1) {
              onError(0, "%YAML directive should contain exactly one part");
              return false;
            }
            const [version] = parts;
            if (version === "1.1" || version === "1.2") {
              this.yaml.version = version;
              return true;
            } else {
              const isValid = /^\d+\.\d+$/.test(version);
              onError(6, `Unsupported YAML version ${version}`, isValid);
              return false;
            }
          }
          default:
            onError(0, `Unknown directive ${name}`, true);
            return false;
        }
      }
      /**
       * Resolves a tag, matching handles to those defined in %TAG directives.
       *
       * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
       *   `'!local'` tag, or `null` if unresolvable.
       */
      tagName(source, onError) {
        if (source === "!")
          return "!";
        if (source[0] !== "!") {
          onError(`Not a valid tag: ${source}`);
          return null;
        }
        if (source[1] === "<") {
          const verbatim = source.slice(2, -1);
          if (verbatim === "!" || verbatim === "!!") {
            onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
            return null;
          }
          if (source[source.length - 1] !== ">")
            onError("Verbatim tags must end with a >");
          return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
          onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
          try {
            return prefix + decodeURIComponent(suffix);
          } catch (error) {
            onError(String(error));
            return null;
          }
        }
        if (handle === "!")
          return source;
        onError(`Could not resolve tag: ${source}`);
        return null;
      }
      /**
       * Given a fully resolved tag, returns its printable string form,
       * taking into account current tag prefixes and defaults.
       */
      tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
          if (tag.startsWith(prefix))
            return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === "!" ? tag : `!<${tag}>`;
      }
      toString(doc) {
        const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
          const tags = {};
          visit2.visit(doc.contents, (_key, node) => {
            if (identity.isNode(node) && node.tag)
              tags[node.tag] = true;
          });
          tagNames = Object.keys(tags);
        } else
          tagNames = [];
        for (const [handle, prefix] of tagEntries) {
          if (handle === "!!" && prefix === "tag:yaml.org,2002:")
            continue;
          if (!doc || tagNames.some((tn) => tn.startsWith(prefix)))
            lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join("\n");
      }
    };
    Directives.defaultYaml = { explicit: false, version: "1.2" };
    Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
    exports.Directives = Directives;
  }
});

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJS({
  "node_modules/yaml/dist/doc/anchors.js"(exports) {
    "use strict";
    var identity = require_identity();
    var visit2 = require_visit();
    function anchorIsValid(anchor) {
      if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
      }
      return true;
    }
    function anchorNames(root) {
      const anchors = /* @__PURE__ */ new Set();
      visit2.visit(root, {
        Value(_key, node) {
          if (node.anchor)
            anchors.add(node.anchor);
        }
      });
      return anchors;
    }
    function findNewAnchor(prefix, exclude) {
      for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
          return name;
      }
    }
    function createNodeAnchors(doc, prefix) {
      const aliasObjects = [];
      const sourceObjects = /* @__PURE__ */ new Map();
      let prevAnchors = null;
      return {
        onAnchor: (source) => {
          aliasObjects.push(source);
          prevAnchors ?? (prevAnchors = anchorNames(doc));
          const anchor = findNewAnchor(prefix, prevAnchors);
          prevAnchors.add(anchor);
          return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
          for (const source of aliasObjects) {
            const ref = sourceObjects.get(source);
            if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
              ref.node.anchor = ref.anchor;
            } else {
              const error = new Error("Failed to resolve repeated object (this should not happen)");
              error.source = source;
              throw error;
            }
          }
        },
        sourceObjects
      };
    }
    exports.anchorIsValid = anchorIsValid;
    exports.anchorNames = anchorNames;
    exports.createNodeAnchors = createNodeAnchors;
    exports.findNewAnchor = findNewAnchor;
  }
});

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJS({
  "node_modules/yaml/dist/doc/applyReviver.js"(exports) {
    "use strict";
    function applyReviver(reviver, obj, key, val) {
      if (val && typeof val === "object") {
        if (Array.isArray(val)) {
          for (let i = 0, len = val.length; i < len; ++i) {
            const v0 = val[i];
            const v1 = applyReviver(reviver, val, String(i), v0);
            if (v1 === void 0)
              delete val[i];
            else if (v1 !== v0)
              val[i] = v1;
          }
        } else if (val instanceof Map) {
          for (const k of Array.from(val.keys())) {
            const v0 = val.get(k);
            const v1 = applyReviver(reviver, val, k, v0);
            if (v1 === void 0)
              val.delete(k);
            else if (v1 !== v0)
              val.set(k, v1);
          }
        } else if (val instanceof Set) {
          for (const v0 of Array.from(val)) {
            const v1 = applyReviver(reviver, val, v0, v0);
            if (v1 === void 0)
              val.delete(v0);
            else if (v1 !== v0) {
              val.delete(v0);
              val.add(v1);
            }
          }
        } else {
          for (const [k, v0] of Object.entries(val)) {
            const v1 = applyReviver(reviver, val, k, v0);
            if (v1 === void 0)
              delete val[k];
            else if (v1 !== v0)
              val[k] = v1;
          }
        }
      }
      return reviver.call(obj, key, val);
    }
    exports.applyReviver = applyReviver;
  }
});

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJS({
  "node_modules/yaml/dist/nodes/toJS.js"(exports) {
    "use strict";
    var identity = require_identity();
    function toJS(value, arg, ctx) {
      if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
      if (value && typeof value.toJSON === "function") {
        if (!ctx || !identity.hasAnchor(value))
          return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: void 0 };
        ctx.anchors.set(value, data);
        ctx.onCreate = (res2) => {
          data.res = res2;
          delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
          ctx.onCreate(res);
        return res;
      }
      if (typeof value === "bigint" && !ctx?.keep)
        return Number(value);
      return value;
    }
    exports.toJS = toJS;
  }
});

// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJS({
  "node_modules/yaml/dist/nodes/Node.js"(exports) {
    "use strict";
    var applyReviver = require_applyReviver();
    var identity = require_identity();
    var toJS = require_toJS();
    var NodeBase = class {
      constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
      }
      /** Create a copy of this node.  */
      clone() {
        const copy2 = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /** A plain JavaScript representation of this node. */
      toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
          throw new TypeError("A document argument is required");
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc,
          keep: true,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, "", ctx);
        if (typeof onAnchor === "function")
          for (const { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
    };
    exports.NodeBase = NodeBase;
  }
});

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJS({
  "node_modules/yaml/dist/nodes/Alias.js"(exports) {
    "use strict";
    var anchors = require_anchors();
    var visit2 = require_visit();
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var Alias = class extends Node.NodeBase {
      constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, "tag", {
          set() {
            throw new Error("Alias nodes cannot have tags");
          }
        });
      }
      /**
       * Resolve the value of this alias within `doc`, finding the last
       * instance of the `source` anchor before this node.
       */
      resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
          throw new ReferenceError("Alias resolution is disabled");
        let nodes;
        if (ctx?.aliasResolveCache) {
          nodes = ctx.aliasResolveCache;
        } else {
          nodes = [];
          visit2.visit(doc, {
            Node: (_key, node) => {
              if (identity.isAlias(node) || identity.hasAnchor(node))
                nodes.push(node);
            }
          });
          if (ctx)
            ctx.aliasResolveCache = nodes;
        }
        let found2 = void 0;
        for (const node of nodes) {
          if (node === this)
            break;
          if (node.anchor === this.source)
            found2 = node;
        }
        if (found2 && ctx) {
          const { anchors: anchors2, doc: doc2, maxAliasCount } = ctx;
          let data = anchors2.get(found2);
          if (!data) {
            toJS.toJS(found2, null, ctx);
            data = anchors2.get(found2);
          }
          if (data?.res === void 0) {
            const msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0) {
            data.count += 1;
            if (data.aliasCount === 0)
              data.aliasCount = getAliasCount(doc2, found2, anchors2);
            if (data.count * data.aliasCount > maxAliasCount) {
              const msg = "Excessive alias count indicates a resource exhaustion attack";
              throw new ReferenceError(msg);
            }
          }
        }
        return found2;
      }
      toJSON(_arg, ctx) {
        if (!ctx)
          return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
          const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
          throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
      }
      toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
          anchors.anchorIsValid(this.source);
          if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new Error(msg);
          }
          if (ctx.implicitKey)
            return `${src} `;
        }
        return src;
      }
    };
    function getAliasCount(doc, node, anchors2) {
      if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors2 && source && anchors2.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
      } else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
          const c = getAliasCount(doc, item, anchors2);
          if (c > count)
            count = c;
        }
        return count;
      } else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors2);
        const vc = getAliasCount(doc, node.value, anchors2);
        return Math.max(kc, vc);
      }
      return 1;
    }
    exports.Alias = Alias;
  }
});

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJS({
  "node_modules/yaml/dist/nodes/Scalar.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Node = require_Node();
    var toJS = require_toJS();
    var isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
    var Scalar2 = class extends Node.NodeBase {
      constructor(value) {
        super(identity.SCALAR);
        this.value = value;
      }
      toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
      }
      toString() {
        return String(this.value);
      }
    };
    Scalar2.BLOCK_FOLDED = "BLOCK_FOLDED";
    Scalar2.BLOCK_LITERAL = "BLOCK_LITERAL";
    Scalar2.PLAIN = "PLAIN";
    Scalar2.QUOTE_DOUBLE = "QUOTE_DOUBLE";
    Scalar2.QUOTE_SINGLE = "QUOTE_SINGLE";
    exports.Scalar = Scalar2;
    exports.isScalarValue = isScalarValue;
  }
});

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJS({
  "node_modules/yaml/dist/doc/createNode.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var defaultTagPrefix = "tag:yaml.org,2002:";
    function findTagObject(value, tagName, tags) {
      if (tagName) {
        const match = tags.filter((t) => t.tag === tagName);
        const tagObj = match.find((t) => !t.format) ?? match[0];
        if (!tagObj)
          throw new Error(`Tag ${tagName} not found`);
        return tagObj;
      }
      return tags.find((t) => t.identify?.(value) && !t.format);
    }
    function createNode(value, tagName, ctx) {
      if (identity.isDocument(value))
        value = value.contents;
      if (identity.isNode(value))
        return value;
      if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
      }
      if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) {
        value = value.valueOf();
      }
      const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
      let ref = void 0;
      if (aliasDuplicateObjects && value && typeof value === "object") {
        ref = sourceObjects.get(value);
        if (ref) {
          ref.anchor ?? (ref.anchor = onAnchor(value));
          return new Alias.Alias(ref.anchor);
        } else {
          ref = { anchor: null, node: null };
          sourceObjects.set(value, ref);
        }
      }
      if (tagName?.startsWith("!!"))
        tagName = defaultTagPrefix + tagName.slice(2);
      let tagObj = findTagObject(value, tagName, schema.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON === "function") {
          value = value.toJSON();
        }
        if (!value || typeof value !== "object") {
          const node2 = new Scalar2.Scalar(value);
          if (ref)
            ref.node = node2;
          return node2;
        }
        tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
      }
      if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
      }
      const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar2.Scalar(value);
      if (tagName)
        node.tag = tagName;
      else if (!tagObj.default)
        node.tag = tagObj.tag;
      if (ref)
        ref.node = node;
      return node;
    }
    exports.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var identity = require_identity();
    var Node = require_Node();
    function collectionFromPath(schema, path, value) {
      let v = value;
      for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
          const a = [];
          a[k] = v;
          v = a;
        } else {
          v = /* @__PURE__ */ new Map([[k, v]]);
        }
      }
      return createNode.createNode(v, void 0, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
          throw new Error("This should not happen, please report a bug.");
        },
        schema,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
    var Collection = class extends Node.NodeBase {
      constructor(type, schema) {
        super(type);
        Object.defineProperty(this, "schema", {
          value: schema,
          configurable: true,
          enumerable: false,
          writable: true
        });
      }
      /**
       * Create a copy of this collection.
       *
       * @param schema - If defined, overwrites the original's schema
       */
      clone(schema) {
        const copy2 = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
          copy2.schema = schema;
        copy2.items = copy2.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path, value) {
        if (isEmptyPath(path))
          this.add(value);
        else {
          const [key, ...rest] = path;
          const node = this.get(key, true);
          if (identity.isCollection(node))
            node.addIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
          return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
          return node.deleteIn(rest);
        else
          throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
          return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
          return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node) => {
          if (!identity.isPair(node))
            return false;
          const n = node.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
          return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
          this.set(key, value);
        } else {
          const node = this.get(key, true);
          if (identity.isCollection(node))
            node.setIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
    };
    exports.Collection = Collection;
    exports.collectionFromPath = collectionFromPath;
    exports.isEmptyPath = isEmptyPath;
  }
});

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyComment.js"(exports) {
    "use strict";
    var stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
    function indentComment(comment, indent) {
      if (/^\n+$/.test(comment))
        return comment.substring(1);
      return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
    }
    var lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
    exports.indentComment = indentComment;
    exports.lineComment = lineComment;
    exports.stringifyComment = stringifyComment;
  }
});

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJS({
  "node_modules/yaml/dist/stringify/foldFlowLines.js"(exports) {
    "use strict";
    var FOLD_FLOW = "flow";
    var FOLD_BLOCK = "block";
    var FOLD_QUOTED = "quoted";
    function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text;
      if (lineWidth < minContentWidth)
        minContentWidth = 0;
      const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text.length <= endStep)
        return text;
      const folds = [];
      const escapedFolds = {};
      let end = lineWidth - indent.length;
      if (typeof indentAtStart === "number") {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
          folds.push(0);
        else
          end = lineWidth - indentAtStart;
      }
      let split = void 0;
      let prev = void 0;
      let overflow = false;
      let i = -1;
      let escStart = -1;
      let escEnd = -1;
      if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
          end = i + endStep;
      }
      for (let ch; ch = text[i += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          escStart = i;
          switch (text[i + 1]) {
            case "x":
              i += 3;
              break;
            case "u":
              i += 5;
              break;
            case "U":
              i += 9;
              break;
            default:
              i += 1;
          }
          escEnd = i;
        }
        if (ch === "\n") {
          if (mode === FOLD_BLOCK)
            i = consumeMoreIndentedLines(text, i, indent.length);
          end = i + indent.length + endStep;
          split = void 0;
        } else {
          if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
            const next = text[i + 1];
            if (next && next !== " " && next !== "\n" && next !== "	")
              split = i;
          }
          if (i >= end) {
            if (split) {
              folds.push(split);
              end = split + endStep;
              split = void 0;
            } else if (mode === FOLD_QUOTED) {
              while (prev === " " || prev === "	") {
                prev = ch;
                ch = text[i += 1];
                overflow = true;
              }
              const j = i > escEnd + 1 ? i - 2 : escStart - 1;
              if (escapedFolds[j])
                return text;
              folds.push(j);
              escapedFolds[j] = true;
              end = j + endStep;
              split = void 0;
            } else {
              overflow = true;
            }
          }
        }
        prev = ch;
      }
      if (overflow && onOverflow)
        onOverflow();
      if (folds.length === 0)
        return text;
      if (onFold)
        onFold();
      let res = text.slice(0, folds[0]);
      for (let i2 = 0; i2 < folds.length; ++i2) {
        const fold = folds[i2];
        const end2 = folds[i2 + 1] || text.length;
        if (fold === 0)
          res = `
${indent}${text.slice(0, end2)}`;
        else {
          if (mode === FOLD_QUOTED && escapedFolds[fold])
            res += `${text[fold]}\\`;
          res += `
${indent}${text.slice(fold + 1, end2)}`;
        }
      }
      return res;
    }
    function consumeMoreIndentedLines(text, i, indent) {
      let end = i;
      let start = i + 1;
      let ch = text[start];
      while (ch === " " || ch === "	") {
        if (i < start + indent) {
          ch = text[++i];
        } else {
          do {
            ch = text[++i];
          } while (ch && ch !== "\n");
          end = i;
          start = i + 1;
          ch = text[start];
        }
      }
      return end;
    }
    exports.FOLD_BLOCK = FOLD_BLOCK;
    exports.FOLD_FLOW = FOLD_FLOW;
    exports.FOLD_QUOTED = FOLD_QUOTED;
    exports.foldFlowLines = foldFlowLines;
  }
});

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyString.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var foldFlowLines = require_foldFlowLines();
    var getFoldOptions = (ctx, isBlock) => ({
      indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
      lineWidth: ctx.options.lineWidth,
      minContentWidth: ctx.options.minContentWidth
    });
    var containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
    function lineLengthOverLimit(str, lineWidth, indentLength) {
      if (!lineWidth || lineWidth < 0)
        return false;
      const limit = lineWidth - indentLength;
      const strLen = str.length;
      if (strLen <= limit)
        return false;
      for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === "\n") {
          if (i - start > limit)
            return true;
          start = i + 1;
          if (strLen - start <= limit)
            return false;
        }
      }
      return true;
    }
    function doubleQuotedString(value, ctx) {
      const json = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json;
      const { implicitKey } = ctx;
      const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      let str = "";
      let start = 0;
      for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
          str += json.slice(start, i) + "\\ ";
          i += 1;
          start = i;
          ch = "\\";
        }
        if (ch === "\\")
          switch (json[i + 1]) {
            case "u":
              {
                str += json.slice(start, i);
                const code = json.substr(i + 2, 4);
                switch (code) {
                  case "0000":
                    str += "\\0";
                    break;
                  case "0007":
                    str += "\\a";
                    break;
                  case "000b":
                    str += "\\v";
                    break;
                  case "001b":
                    str += "\\e";
                    break;
                  case "0085":
                    str += "\\N";
                    break;
                  case "00a0":
                    str += "\\_";
                    break;
                  case "2028":
                    str += "\\L";
                    break;
                  case "2029":
                    str += "\\P";
                    break;
                  default:
                    if (code.substr(0, 2) === "00")
                      str += "\\x" + code.substr(2);
                    else
                      str += json.substr(i, 6);
                }
                i += 5;
                start = i + 1;
              }
              break;
            case "n":
              if (implicitKey || json[i + 2] === '"' || json.length < minMultiLineLength) {
                i += 1;
              } else {
                str += json.slice(start, i) + "\n\n";
                while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== '"') {
                  str += "\n";
                  i += 2;
                }
                str += indent;
                if (json[i + 2] === " ")
                  str += "\\";
                i += 1;
                start = i + 1;
              }
              break;
            default:
              i += 1;
          }
      }
      str = start ? str + json.slice(start) : json;
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
    }
    function singleQuotedString(value, ctx) {
      if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value))
        return doubleQuotedString(value, ctx);
      const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
      const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&
${indent}`) + "'";
      return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function quotedString(value, ctx) {
      const { singleQuote } = ctx.options;
      let qs;
      if (singleQuote === false)
        qs = doubleQuotedString;
      else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
          qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
          qs = doubleQuotedString;
        else
          qs = singleQuote ? singleQuotedString : doubleQuotedString;
      }
      return qs(value, ctx);
    }
    var blockEndNewlines;
    try {
      blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
    } catch {
      blockEndNewlines = /\n+(?!\n|$)/g;
    }
    function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
      const { blockQuote, commentString, lineWidth } = ctx.options;
      if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
      }
      const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
      const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar2.Scalar.BLOCK_FOLDED ? false : type === Scalar2.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal ? "|\n" : ">\n";
      let chomp;
      let endStart;
      for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== "\n" && ch !== "	" && ch !== " ")
          break;
      }
      let end = value.substring(endStart);
      const endNlPos = end.indexOf("\n");
      if (endNlPos === -1) {
        chomp = "-";
      } else if (value === end || endNlPos !== end.length - 1) {
        chomp = "+";
        if (onChompKeep)
          onChompKeep();
      } else {
        chomp = "";
      }
      if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === "\n")
          end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
      }
      let startWithSpace = false;
      let startEnd;
      let startNlPos = -1;
      for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === " ")
          startWithSpace = true;
        else if (ch === "\n")
          startNlPos = startEnd;
        else
          break;
      }
      let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
      if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
      }
      const indentSize = indent ? "2" : "1";
      let header = (startWithSpace ? indentSize : "") + chomp;
      if (comment) {
        header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
        if (onComment)
          onComment();
      }
      if (!literal) {
        const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== "folded" && type !== Scalar2.Scalar.BLOCK_FOLDED) {
          foldOptions.onOverflow = () => {
            literalFallback = true;
          };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header}
${indent}${body}`;
      }
      value = value.replace(/\n+/g, `$&${indent}`);
      return `|${header}
${indent}${start}${value}${end}`;
    }
    function plainString(item, ctx, onComment, onChompKeep) {
      const { type, value } = item;
      const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
      if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) {
        return quotedString(value, ctx);
      }
      if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
      }
      if (!implicitKey && !inFlow && type !== Scalar2.Scalar.PLAIN && value.includes("\n")) {
        return blockString(item, ctx, onComment, onChompKeep);
      }
      if (containsDocumentMarker(value)) {
        if (indent === "") {
          ctx.forceBlockIndent = true;
          return blockString(item, ctx, onComment, onChompKeep);
        } else if (implicitKey && indent === indentStep) {
          return quotedString(value, ctx);
        }
      }
      const str = value.replace(/\n+/g, `$&
${indent}`);
      if (actualString) {
        const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
          return quotedString(value, ctx);
      }
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
    }
    function stringifyString(item, ctx, onComment, onChompKeep) {
      const { implicitKey, inFlow } = ctx;
      const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
      let { type } = item;
      if (type !== Scalar2.Scalar.QUOTE_DOUBLE) {
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
          type = Scalar2.Scalar.QUOTE_DOUBLE;
      }
      const _stringify = (_type) => {
        switch (_type) {
          case Scalar2.Scalar.BLOCK_FOLDED:
          case Scalar2.Scalar.BLOCK_LITERAL:
            return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
          case Scalar2.Scalar.QUOTE_DOUBLE:
            return doubleQuotedString(ss.value, ctx);
          case Scalar2.Scalar.QUOTE_SINGLE:
            return singleQuotedString(ss.value, ctx);
          case Scalar2.Scalar.PLAIN:
            return plainString(ss, ctx, onComment, onChompKeep);
          default:
            return null;
        }
      };
      let res = _stringify(type);
      if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = implicitKey && defaultKeyType || defaultStringType;
        res = _stringify(t);
        if (res === null)
          throw new Error(`Unsupported default string type ${t}`);
      }
      return res;
    }
    exports.stringifyString = stringifyString;
  }
});

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJS({
  "node_modules/yaml/dist/stringify/stringify.js"(exports) {
    "use strict";
    var anchors = require_anchors();
    var identity = require_identity();
    var stringifyComment = require_stringifyComment();
    var stringifyString = require_stringifyString();
    function createStringifyContext(doc, options) {
      const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: "PLAIN",
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: "false",
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: "null",
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: "true",
        verifyAliasOrder: true
      }, doc.schema.toStringOptions, options);
      let inFlow;
      switch (opt.collectionStyle) {
        case "block":
          inFlow = false;
          break;
        case "flow":
          inFlow = true;
          break;
        default:
          inFlow = null;
      }
      return {
        anchors: /* @__PURE__ */ new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
        indent: "",
        indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
        inFlow,
        options: opt
      };
    }
    function getTagObject(tags, item) {
      if (item.tag) {
        const match = tags.filter((t) => t.tag === item.tag);
        if (match.length > 0)
          return match.find((t) => t.format === item.format) ?? match[0];
      }
      let tagObj = void 0;
      let obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter((t) => t.identify?.(obj));
        if (match.length > 1) {
          const testMatch = match.filter((t) => t.test);
          if (testMatch.length > 0)
            match = testMatch;
        }
        tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
      } else {
        obj = item;
        tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      }
      if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
      }
      return tagObj;
    }
    function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      const props = [];
      const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
      if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
      }
      const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
      if (tag)
        props.push(doc.directives.tagString(tag));
      return props.join(" ");
    }
    function stringify(item, ctx, onComment, onChompKeep) {
      if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
      if (identity.isAlias(item)) {
        if (ctx.doc.directives)
          return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
          throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        } else {
          if (ctx.resolvedAliases)
            ctx.resolvedAliases.add(item);
          else
            ctx.resolvedAliases = /* @__PURE__ */ new Set([item]);
          item = item.resolve(ctx.doc);
        }
      }
      let tagObj = void 0;
      const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
      const props = stringifyProps(node, tagObj, ctx);
      if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
      const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
      if (!props)
        return str;
      return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
${ctx.indent}${str}`;
    }
    exports.createStringifyContext = createStringifyContext;
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyPair.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
      const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
      let keyComment = identity.isNode(key) && key.comment || null;
      if (simpleKeys) {
        if (keyComment) {
          throw new Error("With simple keys, key nodes cannot have comments");
        }
        if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") {
          const msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar2.Scalar.BLOCK_FOLDED || key.type === Scalar2.Scalar.BLOCK_LITERAL : typeof key === "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = false;
      let chompKeep = false;
      let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
      if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
          throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
        explicitKey = true;
      }
      if (ctx.inFlow) {
        if (allNullValues || value == null) {
          if (keyCommentDone && onComment)
            onComment();
          return str === "" ? "?" : explicitKey ? `? ${str}` : str;
        }
      } else if (allNullValues && !simpleKeys || value == null && explicitKey) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        } else if (chompKeep && onChompKeep)
          onChompKeep();
        return str;
      }
      if (keyCommentDone)
        keyComment = null;
      if (explicitKey) {
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}
${indent}:`;
      } else {
        str = `${str}:`;
        if (keyComment)
          str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
      }
      let vsb, vcb, valueComment;
      if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
      } else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === "object")
          value = doc.createNode(value);
      }
      ctx.implicitKey = false;
      if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
      chompKeep = false;
      if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) {
        ctx.indent = ctx.indent.substring(2);
      }
      let valueCommentDone = false;
      const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
      let ws = " ";
      if (keyComment || vsb || vcb) {
        ws = vsb ? "\n" : "";
        if (vcb) {
          const cs = commentString(vcb);
          ws += `
${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === "" && !ctx.inFlow) {
          if (ws === "\n" && valueComment)
            ws = "\n\n";
        } else {
          ws += `
${ctx.indent}`;
        }
      } else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf("\n");
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
          let hasPropsLine = false;
          if (hasNewline && (vs0 === "&" || vs0 === "!")) {
            let sp0 = valueStr.indexOf(" ");
            if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") {
              sp0 = valueStr.indexOf(" ", sp0 + 1);
            }
            if (sp0 === -1 || nl0 < sp0)
              hasPropsLine = true;
          }
          if (!hasPropsLine)
            ws = `
${ctx.indent}`;
        }
      } else if (valueStr === "" || valueStr[0] === "\n") {
        ws = "";
      }
      str += ws + valueStr;
      if (ctx.inFlow) {
        if (valueCommentDone && onComment)
          onComment();
      } else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
      } else if (chompKeep && onChompKeep) {
        onChompKeep();
      }
      return str;
    }
    exports.stringifyPair = stringifyPair;
  }
});

// node_modules/yaml/dist/log.js
var require_log = __commonJS({
  "node_modules/yaml/dist/log.js"(exports) {
    "use strict";
    var node_process = __require("process");
    function debug(logLevel, ...messages) {
      if (logLevel === "debug")
        console.log(...messages);
    }
    function warn(logLevel, warning) {
      if (logLevel === "debug" || logLevel === "warn") {
        if (typeof node_process.emitWarning === "function")
          node_process.emitWarning(warning);
        else
          console.warn(warning);
      }
    }
    exports.debug = debug;
    exports.warn = warn;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/merge.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var MERGE_KEY = "<<";
    var merge2 = {
      identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
      default: "key",
      tag: "tag:yaml.org,2002:merge",
      test: /^<<$/,
      resolve: () => Object.assign(new Scalar2.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
      }),
      stringify: () => MERGE_KEY
    };
    var isMergeKey = (ctx, key) => (merge2.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar2.Scalar.PLAIN) && merge2.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge2.tag && tag.default);
    function addMergeToJSMap(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (identity.isSeq(source))
        for (const it of source.items)
          mergeValue(ctx, map, it);
      else if (Array.isArray(source))
        for (const it of source)
          mergeValue(ctx, map, it);
      else
        mergeValue(ctx, map, source);
    }
    function mergeValue(ctx, map, value) {
      const source = resolveAliasValue(ctx, value);
      if (!identity.isMap(source))
        throw new Error("Merge sources must be maps or map aliases");
      const srcMap = source.toJSON(null, ctx, Map);
      for (const [key, value2] of srcMap) {
        if (map instanceof Map) {
          if (!map.has(key))
            map.set(key, value2);
        } else if (map instanceof Set) {
          map.add(key);
        } else if (!Object.prototype.hasOwnProperty.call(map, key)) {
          Object.defineProperty(map, key, {
            value: value2,
            writable: true,
            enumerable: true,
            configurable: true
          });
        }
      }
      return map;
    }
    function resolveAliasValue(ctx, value) {
      return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
    }
    exports.addMergeToJSMap = addMergeToJSMap;
    exports.isMergeKey = isMergeKey;
    exports.merge = merge2;
  }
});

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJS({
  "node_modules/yaml/dist/nodes/addPairToJSMap.js"(exports) {
    "use strict";
    var log = require_log();
    var merge2 = require_merge();
    var stringify = require_stringify();
    var identity = require_identity();
    var toJS = require_toJS();
    function addPairToJSMap(ctx, map, { key, value }) {
      if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
      else if (merge2.isMergeKey(ctx, key))
        merge2.addMergeToJSMap(ctx, map, value);
      else {
        const jsKey = toJS.toJS(key, "", ctx);
        if (map instanceof Map) {
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        } else if (map instanceof Set) {
          map.add(jsKey);
        } else {
          const stringKey = stringifyKey(key, jsKey, ctx);
          const jsValue = toJS.toJS(value, stringKey, ctx);
          if (stringKey in map)
            Object.defineProperty(map, stringKey, {
              value: jsValue,
              writable: true,
              enumerable: true,
              configurable: true
            });
          else
            map[stringKey] = jsValue;
        }
      }
      return map;
    }
    function stringifyKey(key, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey !== "object")
        return String(jsKey);
      if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (const node of ctx.anchors.keys())
          strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
          let jsonStr = JSON.stringify(strKey);
          if (jsonStr.length > 40)
            jsonStr = jsonStr.substring(0, 36) + '..."';
          log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
          ctx.mapKeyWarned = true;
        }
        return strKey;
      }
      return JSON.stringify(jsKey);
    }
    exports.addPairToJSMap = addPairToJSMap;
  }
});

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJS({
  "node_modules/yaml/dist/nodes/Pair.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var stringifyPair = require_stringifyPair();
    var addPairToJSMap = require_addPairToJSMap();
    var identity = require_identity();
    function createPair(key, value, ctx) {
      const k = createNode.createNode(key, void 0, ctx);
      const v = createNode.createNode(value, void 0, ctx);
      return new Pair(k, v);
    }
    var Pair = class _Pair {
      constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
      }
      clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
          key = key.clone(schema);
        if (identity.isNode(value))
          value = value.clone(schema);
        return new _Pair(key, value);
      }
      toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
      }
    };
    exports.Pair = Pair;
    exports.createPair = createPair;
  }
});

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyCollection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyCollection(collection, ctx, options) {
      const flow = ctx.inFlow ?? collection.flow;
      const stringify2 = flow ? stringifyFlowCollection : stringifyBlockCollection;
      return stringify2(collection, ctx, options);
    }
    function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
      const { indent, options: { commentString } } = ctx;
      const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
      let chompKeep = false;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment2 = null;
        if (identity.isNode(item)) {
          if (!chompKeep && item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
          if (item.comment)
            comment2 = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (!chompKeep && ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
          }
        }
        chompKeep = false;
        let str2 = stringify.stringify(item, itemCtx, () => comment2 = null, () => chompKeep = true);
        if (comment2)
          str2 += stringifyComment.lineComment(str2, itemIndent, commentString(comment2));
        if (chompKeep && comment2)
          chompKeep = false;
        lines.push(blockItemPrefix + str2);
      }
      let str;
      if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
      } else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
          const line = lines[i];
          str += line ? `
${indent}${line}` : "\n";
        }
      }
      if (comment) {
        str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
          onComment();
      } else if (chompKeep && onChompKeep)
        onChompKeep();
      return str;
    }
    function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
      const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
      itemIndent += indentStep;
      const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
      });
      let reqNewline = false;
      let linesAtValue = 0;
      const lines = [];
      for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
          if (item.spaceBefore)
            lines.push("");
          addCommentBefore(ctx, lines, item.commentBefore, false);
          if (item.comment)
            comment = item.comment;
        } else if (identity.isPair(item)) {
          const ik = identity.isNode(item.key) ? item.key : null;
          if (ik) {
            if (ik.spaceBefore)
              lines.push("");
            addCommentBefore(ctx, lines, ik.commentBefore, false);
            if (ik.comment)
              reqNewline = true;
          }
          const iv = identity.isNode(item.value) ? item.value : null;
          if (iv) {
            if (iv.comment)
              comment = iv.comment;
            if (iv.commentBefore)
              reqNewline = true;
          } else if (item.value == null && ik?.comment) {
            comment = ik.comment;
          }
        }
        if (comment)
          reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => comment = null);
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
        if (i < items.length - 1) {
          str += ",";
        } else if (ctx.options.trailingComma) {
          if (ctx.options.lineWidth > 0) {
            reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
          }
          if (reqNewline) {
            str += ",";
          }
        }
        if (comment)
          str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
      }
      const { start, end } = flowChars;
      if (lines.length === 0) {
        return start + end;
      } else {
        if (!reqNewline) {
          const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
          reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
          let str = start;
          for (const line of lines)
            str += line ? `
${indentStep}${indent}${line}` : "\n";
          return `${str}
${indent}${end}`;
        } else {
          return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
        }
      }
    }
    function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
      if (comment && chompKeep)
        comment = comment.replace(/^\n+/, "");
      if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart());
      }
    }
    exports.stringifyCollection = stringifyCollection;
  }
});

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLMap.js"(exports) {
    "use strict";
    var stringifyCollection = require_stringifyCollection();
    var addPairToJSMap = require_addPairToJSMap();
    var Collection = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar2 = require_Scalar();
    function findPair(items, key) {
      const k = identity.isScalar(key) ? key.value : key;
      for (const it of items) {
        if (identity.isPair(it)) {
          if (it.key === key || it.key === k)
            return it;
          if (identity.isScalar(it.key) && it.key.value === k)
            return it;
        }
      }
      return void 0;
    }
    var YAMLMap = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
          if (typeof replacer === "function")
            value = replacer.call(obj, key, value);
          else if (Array.isArray(replacer) && !replacer.includes(key))
            return;
          if (value !== void 0 || keepUndefined)
            map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
          for (const [key, value] of obj)
            add(key, value);
        } else if (obj && typeof obj === "object") {
          for (const key of Object.keys(obj))
            add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === "function") {
          map.items.sort(schema.sortMapEntries);
        }
        return map;
      }
      /**
       * Adds a value to the collection.
       *
       * @param overwrite - If not set `true`, using a key that is already in the
       *   collection will throw. Otherwise, overwrites the previous value.
       */
      add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
          _pair = pair;
        else if (!pair || typeof pair !== "object" || !("key" in pair)) {
          _pair = new Pair.Pair(pair, pair?.value);
        } else
          _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
          if (!overwrite)
            throw new Error(`Key ${_pair.key} already set`);
          if (identity.isScalar(prev.value) && Scalar2.isScalarValue(_pair.value))
            prev.value.value = _pair.value;
          else
            prev.value = _pair.value;
        } else if (sortEntries) {
          const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
          if (i === -1)
            this.items.push(_pair);
          else
            this.items.splice(i, 0, _pair);
        } else {
          this.items.push(_pair);
        }
      }
      delete(key) {
        const it = findPair(this.items, key);
        if (!it)
          return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
      }
      has(key) {
        return !!findPair(this.items, key);
      }
      set(key, value) {
        this.add(new Pair.Pair(key, value), true);
      }
      /**
       * @param ctx - Conversion context, originally set in Document#toJS()
       * @param {Class} Type - If set, forces the returned collection type
       * @returns Instance of Type, Map, or Object
       */
      toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const item of this.items)
          addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        for (const item of this.items) {
          if (!identity.isPair(item))
            throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
          ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "",
          flowChars: { start: "{", end: "}" },
          itemIndent: ctx.indent || "",
          onChompKeep,
          onComment
        });
      }
    };
    exports.YAMLMap = YAMLMap;
    exports.findPair = findPair;
  }
});

// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJS({
  "node_modules/yaml/dist/schema/common/map.js"(exports) {
    "use strict";
    var identity = require_identity();
    var YAMLMap = require_YAMLMap();
    var map = {
      collection: "map",
      default: true,
      nodeClass: YAMLMap.YAMLMap,
      tag: "tag:yaml.org,2002:map",
      resolve(map2, onError) {
        if (!identity.isMap(map2))
          onError("Expected a mapping for this tag");
        return map2;
      },
      createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
    };
    exports.map = map;
  }
});

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLSeq.js"(exports) {
    "use strict";
    var createNode = require_createNode();
    var stringifyCollection = require_stringifyCollection();
    var Collection = require_Collection();
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var toJS = require_toJS();
    var YAMLSeq = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:seq";
      }
      constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
      }
      add(value) {
        this.items.push(value);
      }
      /**
       * Removes a value from the collection.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       *
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
      }
      get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          return void 0;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       */
      has(key) {
        const idx = asItemIndex(key);
        return typeof idx === "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== "number")
          throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar2.isScalarValue(value))
          prev.value = value;
        else
          this.items[idx] = value;
      }
      toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
          ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
          seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "- ",
          flowChars: { start: "[", end: "]" },
          itemIndent: (ctx.indent || "") + "  ",
          onChompKeep,
          onComment
        });
      }
      static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
          let i = 0;
          for (let it of obj) {
            if (typeof replacer === "function") {
              const key = obj instanceof Set ? it : String(i++);
              it = replacer.call(obj, key, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key) {
      let idx = identity.isScalar(key) ? key.value : key;
      if (idx && typeof idx === "string")
        idx = Number(idx);
      return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
    }
    exports.YAMLSeq = YAMLSeq;
  }
});

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJS({
  "node_modules/yaml/dist/schema/common/seq.js"(exports) {
    "use strict";
    var identity = require_identity();
    var YAMLSeq = require_YAMLSeq();
    var seq = {
      collection: "seq",
      default: true,
      nodeClass: YAMLSeq.YAMLSeq,
      tag: "tag:yaml.org,2002:seq",
      resolve(seq2, onError) {
        if (!identity.isSeq(seq2))
          onError("Expected a sequence for this tag");
        return seq2;
      },
      createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
    };
    exports.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports) {
    "use strict";
    var stringifyString = require_stringifyString();
    var string = {
      identify: (value) => typeof value === "string",
      default: true,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports.string = string;
  }
});

// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJS({
  "node_modules/yaml/dist/schema/common/null.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var nullTag = {
      identify: (value) => value == null,
      createNode: () => new Scalar2.Scalar(null),
      default: true,
      tag: "tag:yaml.org,2002:null",
      test: /^(?:~|[Nn]ull|NULL)?$/,
      resolve: () => new Scalar2.Scalar(null),
      stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
    };
    exports.nullTag = nullTag;
  }
});

// node_modules/yaml/dist/schema/core/bool.js
var require_bool = __commonJS({
  "node_modules/yaml/dist/schema/core/bool.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var boolTag = {
      identify: (value) => typeof value === "boolean",
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
      resolve: (str) => new Scalar2.Scalar(str[0] === "t" || str[0] === "T"),
      stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
          const sv = source[0] === "t" || source[0] === "T";
          if (value === sv)
            return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
      }
    };
    exports.boolTag = boolTag;
  }
});

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyNumber.js"(exports) {
    "use strict";
    function stringifyNumber({ format, minFractionDigits, tag, value }) {
      if (typeof value === "bigint")
        return String(value);
      const num = typeof value === "number" ? value : Number(value);
      if (!isFinite(num))
        return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
      let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
      if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
        let i = n.indexOf(".");
        if (i < 0) {
          i = n.length;
          n += ".";
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
          n += "0";
      }
      return n;
    }
    exports.stringifyNumber = stringifyNumber;
  }
});

// node_modules/yaml/dist/schema/core/float.js
var require_float = __commonJS({
  "node_modules/yaml/dist/schema/core/float.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str),
      stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        const node = new Scalar2.Scalar(parseFloat(str));
        const dot = str.indexOf(".");
        if (dot !== -1 && str[str.length - 1] === "0")
          node.minFractionDigits = str.length - dot - 1;
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports.float = float;
    exports.floatExp = floatExp;
    exports.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/core/int.js
var require_int = __commonJS({
  "node_modules/yaml/dist/schema/core/int.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    var intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
    function intStringify(node, radix, prefix) {
      const { value } = node;
      if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
      return stringifyNumber.stringifyNumber(node);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node) => intStringify(node, 8, "0o")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^0x[0-9a-fA-F]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports.int = int;
    exports.intHex = intHex;
    exports.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/core/schema.js
var require_schema = __commonJS({
  "node_modules/yaml/dist/schema/core/schema.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports.schema = schema;
  }
});

// node_modules/yaml/dist/schema/json/schema.js
var require_schema2 = __commonJS({
  "node_modules/yaml/dist/schema/json/schema.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var map = require_map();
    var seq = require_seq();
    function intIdentify(value) {
      return typeof value === "bigint" || Number.isInteger(value);
    }
    var stringifyJSON = ({ value }) => JSON.stringify(value);
    var jsonScalars = [
      {
        identify: (value) => typeof value === "string",
        default: true,
        tag: "tag:yaml.org,2002:str",
        resolve: (str) => str,
        stringify: stringifyJSON
      },
      {
        identify: (value) => value == null,
        createNode: () => new Scalar2.Scalar(null),
        default: true,
        tag: "tag:yaml.org,2002:null",
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
      },
      {
        identify: (value) => typeof value === "boolean",
        default: true,
        tag: "tag:yaml.org,2002:bool",
        test: /^true$|^false$/,
        resolve: (str) => str === "true",
        stringify: stringifyJSON
      },
      {
        identify: intIdentify,
        default: true,
        tag: "tag:yaml.org,2002:int",
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
      },
      {
        identify: (value) => typeof value === "number",
        default: true,
        tag: "tag:yaml.org,2002:float",
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: (str) => parseFloat(str),
        stringify: stringifyJSON
      }
    ];
    var jsonError = {
      default: true,
      tag: "",
      test: /^/,
      resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
      }
    };
    var schema = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports.schema = schema;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/binary.js"(exports) {
    "use strict";
    var node_buffer = __require("buffer");
    var Scalar2 = require_Scalar();
    var stringifyString = require_stringifyString();
    var binary = {
      identify: (value) => value instanceof Uint8Array,
      // Buffer inherits from Uint8Array
      default: false,
      tag: "tag:yaml.org,2002:binary",
      /**
       * Returns a Buffer in node and an Uint8Array in browsers
       *
       * To use the resulting buffer as an image, you'll want to do something like:
       *
       *   const blob = new Blob([buffer], { type: 'image/jpeg' })
       *   document.querySelector('#photo').src = URL.createObjectURL(blob)
       */
      resolve(src, onError) {
        if (typeof node_buffer.Buffer === "function") {
          return node_buffer.Buffer.from(src, "base64");
        } else if (typeof atob === "function") {
          const str = atob(src.replace(/[\n\r]/g, ""));
          const buffer = new Uint8Array(str.length);
          for (let i = 0; i < str.length; ++i)
            buffer[i] = str.charCodeAt(i);
          return buffer;
        } else {
          onError("This environment does not support reading binary tags; either Buffer or atob is required");
          return src;
        }
      },
      stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
          return "";
        const buf = value;
        let str;
        if (typeof node_buffer.Buffer === "function") {
          str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
        } else if (typeof btoa === "function") {
          let s = "";
          for (let i = 0; i < buf.length; ++i)
            s += String.fromCharCode(buf[i]);
          str = btoa(s);
        } else {
          throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
        }
        type ?? (type = Scalar2.Scalar.BLOCK_LITERAL);
        if (type !== Scalar2.Scalar.QUOTE_DOUBLE) {
          const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
          const n = Math.ceil(str.length / lineWidth);
          const lines = new Array(n);
          for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
            lines[i] = str.substr(o, lineWidth);
          }
          str = lines.join(type === Scalar2.Scalar.BLOCK_LITERAL ? "\n" : " ");
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
      }
    };
    exports.binary = binary;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/pairs.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar2 = require_Scalar();
    var YAMLSeq = require_YAMLSeq();
    function resolvePairs(seq, onError) {
      if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
          let item = seq.items[i];
          if (identity.isPair(item))
            continue;
          else if (identity.isMap(item)) {
            if (item.items.length > 1)
              onError("Each pair must have its own sequence indicator");
            const pair = item.items[0] || new Pair.Pair(new Scalar2.Scalar(null));
            if (item.commentBefore)
              pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}
${pair.key.commentBefore}` : item.commentBefore;
            if (item.comment) {
              const cn = pair.value ?? pair.key;
              cn.comment = cn.comment ? `${item.comment}
${cn.comment}` : item.comment;
            }
            item = pair;
          }
          seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
      } else
        onError("Expected a sequence for this tag");
      return seq;
    }
    function createPairs(schema, iterable, ctx) {
      const { replacer } = ctx;
      const pairs2 = new YAMLSeq.YAMLSeq(schema);
      pairs2.tag = "tag:yaml.org,2002:pairs";
      let i = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          if (typeof replacer === "function")
            it = replacer.call(iterable, String(i++), it);
          let key, value;
          if (Array.isArray(it)) {
            if (it.length === 2) {
              key = it[0];
              value = it[1];
            } else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          } else if (it && it instanceof Object) {
            const keys = Object.keys(it);
            if (keys.length === 1) {
              key = keys[0];
              value = it[key];
            } else {
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
            }
          } else {
            key = it;
          }
          pairs2.items.push(Pair.createPair(key, value, ctx));
        }
      return pairs2;
    }
    var pairs = {
      collection: "seq",
      default: false,
      tag: "tag:yaml.org,2002:pairs",
      resolve: resolvePairs,
      createNode: createPairs
    };
    exports.createPairs = createPairs;
    exports.pairs = pairs;
    exports.resolvePairs = resolvePairs;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/omap.js"(exports) {
    "use strict";
    var identity = require_identity();
    var toJS = require_toJS();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var pairs = require_pairs();
    var YAMLOMap = class _YAMLOMap extends YAMLSeq.YAMLSeq {
      constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = _YAMLOMap.tag;
      }
      /**
       * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
       * but TypeScript won't allow widening the signature of a child method.
       */
      toJSON(_, ctx) {
        if (!ctx)
          return super.toJSON(_);
        const map = /* @__PURE__ */ new Map();
        if (ctx?.onCreate)
          ctx.onCreate(map);
        for (const pair of this.items) {
          let key, value;
          if (identity.isPair(pair)) {
            key = toJS.toJS(pair.key, "", ctx);
            value = toJS.toJS(pair.value, key, ctx);
          } else {
            key = toJS.toJS(pair, "", ctx);
          }
          if (map.has(key))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key, value);
        }
        return map;
      }
      static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap2 = new this();
        omap2.items = pairs$1.items;
        return omap2;
      }
    };
    YAMLOMap.tag = "tag:yaml.org,2002:omap";
    var omap = {
      collection: "seq",
      identify: (value) => value instanceof Map,
      nodeClass: YAMLOMap,
      default: false,
      tag: "tag:yaml.org,2002:omap",
      resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
          if (identity.isScalar(key)) {
            if (seenKeys.includes(key.value)) {
              onError(`Ordered maps must not include duplicate keys: ${key.value}`);
            } else {
              seenKeys.push(key.value);
            }
          }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
    };
    exports.YAMLOMap = YAMLOMap;
    exports.omap = omap;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/bool.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    function boolStringify({ value, source }, ctx) {
      const boolObj = value ? trueTag : falseTag;
      if (source && boolObj.test.test(source))
        return source;
      return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
    var trueTag = {
      identify: (value) => value === true,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
      resolve: () => new Scalar2.Scalar(true),
      stringify: boolStringify
    };
    var falseTag = {
      identify: (value) => value === false,
      default: true,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
      resolve: () => new Scalar2.Scalar(false),
      stringify: boolStringify
    };
    exports.falseTag = falseTag;
    exports.trueTag = trueTag;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/float.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var stringifyNumber = require_stringifyNumber();
    var floatNaN = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    };
    var floatExp = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str.replace(/_/g, "")),
      stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    };
    var float = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        const node = new Scalar2.Scalar(parseFloat(str.replace(/_/g, "")));
        const dot = str.indexOf(".");
        if (dot !== -1) {
          const f = str.substring(dot + 1).replace(/_/g, "");
          if (f[f.length - 1] === "0")
            node.minFractionDigits = f.length;
        }
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports.float = float;
    exports.floatExp = floatExp;
    exports.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/int.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    var intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
    function intResolve(str, offset, radix, { intAsBigInt }) {
      const sign = str[0];
      if (sign === "-" || sign === "+")
        offset += 1;
      str = str.substring(offset).replace(/_/g, "");
      if (intAsBigInt) {
        switch (radix) {
          case 2:
            str = `0b${str}`;
            break;
          case 8:
            str = `0o${str}`;
            break;
          case 16:
            str = `0x${str}`;
            break;
        }
        const n2 = BigInt(str);
        return sign === "-" ? BigInt(-1) * n2 : n2;
      }
      const n = parseInt(str, radix);
      return sign === "-" ? -1 * n : n;
    }
    function intStringify(node, radix, prefix) {
      const { value } = node;
      if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node);
    }
    var intBin = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node) => intStringify(node, 2, "0b")
    };
    var intOct = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node) => intStringify(node, 8, "0")
    };
    var int = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9][0-9_]*$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    };
    var intHex = {
      identify: intIdentify,
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^[-+]?0x[0-9a-fA-F_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports.int = int;
    exports.intBin = intBin;
    exports.intHex = intHex;
    exports.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/set.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSet = class _YAMLSet extends YAMLMap.YAMLMap {
      constructor(schema) {
        super(schema);
        this.tag = _YAMLSet.tag;
      }
      add(key) {
        let pair;
        if (identity.isPair(key))
          pair = key;
        else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null)
          pair = new Pair.Pair(key.key, null);
        else
          pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
          this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key, value) {
        if (typeof value !== "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
          this.items.splice(this.items.indexOf(prev), 1);
        } else if (!prev && value) {
          this.items.push(new Pair.Pair(key));
        }
      }
      toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        if (this.hasAllNullValues(true))
          return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
          throw new Error("Set items must all have null values");
      }
      static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set2 = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
          for (let value of iterable) {
            if (typeof replacer === "function")
              value = replacer.call(iterable, value, value);
            set2.items.push(Pair.createPair(value, null, ctx));
          }
        return set2;
      }
    };
    YAMLSet.tag = "tag:yaml.org,2002:set";
    var set = {
      collection: "map",
      identify: (value) => value instanceof Set,
      nodeClass: YAMLSet,
      default: false,
      tag: "tag:yaml.org,2002:set",
      createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
      resolve(map, onError) {
        if (identity.isMap(map)) {
          if (map.hasAllNullValues(true))
            return Object.assign(new YAMLSet(), map);
          else
            onError("Set items must all have null values");
        } else
          onError("Expected a mapping for this tag");
        return map;
      }
    };
    exports.YAMLSet = YAMLSet;
    exports.set = set;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/timestamp.js"(exports) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    function parseSexagesimal(str, asBigInt) {
      const sign = str[0];
      const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
      const num = (n) => asBigInt ? BigInt(n) : Number(n);
      const res = parts.replace(/_/g, "").split(":").reduce((res2, p) => res2 * num(60) + num(p), num(0));
      return sign === "-" ? num(-1) * res : res;
    }
    function stringifySexagesimal(node) {
      let { value } = node;
      let num = (n) => n;
      if (typeof value === "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
      let sign = "";
      if (value < 0) {
        sign = "-";
        value *= num(-1);
      }
      const _60 = num(60);
      const parts = [value % _60];
      if (value < 60) {
        parts.unshift(0);
      } else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60);
        if (value >= 60) {
          value = (value - parts[0]) / _60;
          parts.unshift(value);
        }
      }
      return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
    }
    var intTime = {
      identify: (value) => typeof value === "bigint" || Number.isInteger(value),
      default: true,
      tag: "tag:yaml.org,2002:int",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
      resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
      stringify: stringifySexagesimal
    };
    var floatTime = {
      identify: (value) => typeof value === "number",
      default: true,
      tag: "tag:yaml.org,2002:float",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
      resolve: (str) => parseSexagesimal(str, false),
      stringify: stringifySexagesimal
    };
    var timestamp = {
      identify: (value) => value instanceof Date,
      default: true,
      tag: "tag:yaml.org,2002:timestamp",
      // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
      // may be omitted altogether, resulting in a date format. In such a case, the time part is
      // assumed to be 00:00:00Z (start of day, UTC).
      test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
      resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== "Z") {
          let d = parseSexagesimal(tz, false);
          if (Math.abs(d) < 30)
            d *= 60;
          date -= 6e4 * d;
        }
        return new Date(date);
      },
      stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
    };
    exports.floatTime = floatTime;
    exports.intTime = intTime;
    exports.timestamp = timestamp;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema3 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/schema.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var binary = require_binary();
    var bool = require_bool2();
    var float = require_float2();
    var int = require_int2();
    var merge2 = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var set = require_set();
    var timestamp = require_timestamp();
    var schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.trueTag,
      bool.falseTag,
      int.intBin,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float,
      binary.binary,
      merge2.merge,
      omap.omap,
      pairs.pairs,
      set.set,
      timestamp.intTime,
      timestamp.floatTime,
      timestamp.timestamp
    ];
    exports.schema = schema;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports) {
    "use strict";
    var map = require_map();
    var _null = require_null();
    var seq = require_seq();
    var string = require_string();
    var bool = require_bool();
    var float = require_float();
    var int = require_int();
    var schema = require_schema();
    var schema$1 = require_schema2();
    var binary = require_binary();
    var merge2 = require_merge();
    var omap = require_omap();
    var pairs = require_pairs();
    var schema$2 = require_schema3();
    var set = require_set();
    var timestamp = require_timestamp();
    var schemas = /* @__PURE__ */ new Map([
      ["core", schema.schema],
      ["failsafe", [map.map, seq.seq, string.string]],
      ["json", schema$1.schema],
      ["yaml11", schema$2.schema],
      ["yaml-1.1", schema$2.schema]
    ]);
    var tagsByName = {
      binary: binary.binary,
      bool: bool.boolTag,
      float: float.float,
      floatExp: float.floatExp,
      floatNaN: float.floatNaN,
      floatTime: timestamp.floatTime,
      int: int.int,
      intHex: int.intHex,
      intOct: int.intOct,
      intTime: timestamp.intTime,
      map: map.map,
      merge: merge2.merge,
      null: _null.nullTag,
      omap: omap.omap,
      pairs: pairs.pairs,
      seq: seq.seq,
      set: set.set,
      timestamp: timestamp.timestamp
    };
    var coreKnownTags = {
      "tag:yaml.org,2002:binary": binary.binary,
      "tag:yaml.org,2002:merge": merge2.merge,
      "tag:yaml.org,2002:omap": omap.omap,
      "tag:yaml.org,2002:pairs": pairs.pairs,
      "tag:yaml.org,2002:set": set.set,
      "tag:yaml.org,2002:timestamp": timestamp.timestamp
    };
    function getTags(customTags, schemaName, addMergeTag) {
      const schemaTags = schemas.get(schemaName);
      if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge2.merge) ? schemaTags.concat(merge2.merge) : schemaTags.slice();
      }
      let tags = schemaTags;
      if (!tags) {
        if (Array.isArray(customTags))
          tags = [];
        else {
          const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      }
      if (Array.isArray(customTags)) {
        for (const tag of customTags)
          tags = tags.concat(tag);
      } else if (typeof customTags === "function") {
        tags = customTags(tags.slice());
      }
      if (addMergeTag)
        tags = tags.concat(merge2.merge);
      return tags.reduce((tags2, tag) => {
        const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
        if (!tagObj) {
          const tagName = JSON.stringify(tag);
          const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags2.includes(tagObj))
          tags2.push(tagObj);
        return tags2;
      }, []);
    }
    exports.coreKnownTags = coreKnownTags;
    exports.getTags = getTags;
  }
});

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJS({
  "node_modules/yaml/dist/schema/Schema.js"(exports) {
    "use strict";
    var identity = require_identity();
    var map = require_map();
    var seq = require_seq();
    var string = require_string();
    var tags = require_tags();
    var sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    var Schema = class _Schema {
      constructor({ compat, customTags, merge: merge2, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
        this.name = typeof schema === "string" && schema || "core";
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge2);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
      }
      clone() {
        const copy2 = Object.create(_Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy2.tags = this.tags.slice();
        return copy2;
      }
    };
    exports.Schema = Schema;
  }
});

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyDocument.js"(exports) {
    "use strict";
    var identity = require_identity();
    var stringify = require_stringify();
    var stringifyComment = require_stringifyComment();
    function stringifyDocument(doc, options) {
      const lines = [];
      let hasDirectives = options.directives === true;
      if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
          lines.push(dir);
          hasDirectives = true;
        } else if (doc.directives.docStart)
          hasDirectives = true;
      }
      if (hasDirectives)
        lines.push("---");
      const ctx = stringify.createStringifyContext(doc, options);
      const { commentString } = ctx.options;
      if (doc.commentBefore) {
        if (lines.length !== 1)
          lines.unshift("");
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ""));
      }
      let chompKeep = false;
      let contentComment = null;
      if (doc.contents) {
        if (identity.isNode(doc.contents)) {
          if (doc.contents.spaceBefore && hasDirectives)
            lines.push("");
          if (doc.contents.commentBefore) {
            const cs = commentString(doc.contents.commentBefore);
            lines.push(stringifyComment.indentComment(cs, ""));
          }
          ctx.forceBlockIndent = !!doc.comment;
          contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
        let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        if (contentComment)
          body += stringifyComment.lineComment(body, "", commentString(contentComment));
        if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") {
          lines[lines.length - 1] = `--- ${body}`;
        } else
          lines.push(body);
      } else {
        lines.push(stringify.stringify(doc.contents, ctx));
      }
      if (doc.directives?.docEnd) {
        if (doc.comment) {
          const cs = commentString(doc.comment);
          if (cs.includes("\n")) {
            lines.push("...");
            lines.push(stringifyComment.indentComment(cs, ""));
          } else {
            lines.push(`... ${cs}`);
          }
        } else {
          lines.push("...");
        }
      } else {
        let dc = doc.comment;
        if (dc && chompKeep)
          dc = dc.replace(/^\n+/, "");
        if (dc) {
          if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "")
            lines.push("");
          lines.push(stringifyComment.indentComment(commentString(dc), ""));
        }
      }
      return lines.join("\n") + "\n";
    }
    exports.stringifyDocument = stringifyDocument;
  }
});

// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJS({
  "node_modules/yaml/dist/doc/Document.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var Collection = require_Collection();
    var identity = require_identity();
    var Pair = require_Pair();
    var toJS = require_toJS();
    var Schema = require_Schema();
    var stringifyDocument = require_stringifyDocument();
    var anchors = require_anchors();
    var applyReviver = require_applyReviver();
    var createNode = require_createNode();
    var directives = require_directives();
    var Document = class _Document {
      constructor(value, replacer, options) {
        this.commentBefore = null;
        this.comment = null;
        this.errors = [];
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === "function" || Array.isArray(replacer)) {
          _replacer = replacer;
        } else if (options === void 0 && replacer) {
          options = replacer;
          replacer = void 0;
        }
        const opt = Object.assign({
          intAsBigInt: false,
          keepSourceTokens: false,
          logLevel: "warn",
          prettyErrors: true,
          strict: true,
          stringKeys: false,
          uniqueKeys: true,
          version: "1.2"
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
          this.directives = options._directives.atDocument();
          if (this.directives.yaml.explicit)
            version = this.directives.yaml.version;
        } else
          this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
      }
      /**
       * Create a deep copy of this Document and its contents.
       *
       * Custom Node values that inherit from `Object` still refer to their original instances.
       */
      clone() {
        const copy2 = Object.create(_Document.prototype, {
          [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy2.commentBefore = this.commentBefore;
        copy2.comment = this.comment;
        copy2.errors = this.errors.slice();
        copy2.warnings = this.warnings.slice();
        copy2.options = Object.assign({}, this.options);
        if (this.directives)
          copy2.directives = this.directives.clone();
        copy2.schema = this.schema.clone();
        copy2.contents = identity.isNode(this.contents) ? this.contents.clone(copy2.schema) : this.contents;
        if (this.range)
          copy2.range = this.range.slice();
        return copy2;
      }
      /** Adds a value to the document. */
      add(value) {
        if (assertCollection(this.contents))
          this.contents.add(value);
      }
      /** Adds a value to the document. */
      addIn(path, value) {
        if (assertCollection(this.contents))
          this.contents.addIn(path, value);
      }
      /**
       * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
       *
       * If `node` already has an anchor, `name` is ignored.
       * Otherwise, the `node.anchor` value will be set to `name`,
       * or if an anchor with that name is already present in the document,
       * `name` will be used as a prefix for a new unique anchor.
       * If `name` is undefined, the generated anchor will use 'a' as a prefix.
       */
      createAlias(node, name) {
        if (!node.anchor) {
          const prev = anchors.anchorNames(this);
          node.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
        }
        return new Alias.Alias(node.anchor);
      }
      createNode(value, replacer, options) {
        let _replacer = void 0;
        if (typeof replacer === "function") {
          value = replacer.call({ "": value }, "", value);
          _replacer = replacer;
        } else if (Array.isArray(replacer)) {
          const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
          const asStr = replacer.filter(keyToStr).map(String);
          if (asStr.length > 0)
            replacer = replacer.concat(asStr);
          _replacer = replacer;
        } else if (options === void 0 && replacer) {
          options = replacer;
          replacer = void 0;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(
          this,
          // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          anchorPrefix || "a"
        );
        const ctx = {
          aliasDuplicateObjects: aliasDuplicateObjects ?? true,
          keepUndefined: keepUndefined ?? false,
          onAnchor,
          onTagObj,
          replacer: _replacer,
          schema: this.schema,
          sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
          node.flow = true;
        setAnchors();
        return node;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
          if (this.contents == null)
            return false;
          this.contents = null;
          return true;
        }
        return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
          return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
        return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path) {
        if (Collection.isEmptyPath(path))
          return this.contents !== void 0;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key, value) {
        if (this.contents == null) {
          this.contents = Collection.collectionFromPath(this.schema, [key], value);
        } else if (assertCollection(this.contents)) {
          this.contents.set(key, value);
        }
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
          this.contents = value;
        } else if (this.contents == null) {
          this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        } else if (assertCollection(this.contents)) {
          this.contents.setIn(path, value);
        }
      }
      /**
       * Change the YAML version and schema used by the document.
       * A `null` version disables support for directives, explicit tags, anchors, and aliases.
       * It also requires the `schema` option to be given as a `Schema` instance value.
       *
       * Overrides all previously set schema options.
       */
      setSchema(version, options = {}) {
        if (typeof version === "number")
          version = String(version);
        let opt;
        switch (version) {
          case "1.1":
            if (this.directives)
              this.directives.yaml.version = "1.1";
            else
              this.directives = new directives.Directives({ version: "1.1" });
            opt = { resolveKnownTags: false, schema: "yaml-1.1" };
            break;
          case "1.2":
          case "next":
            if (this.directives)
              this.directives.yaml.version = version;
            else
              this.directives = new directives.Directives({ version });
            opt = { resolveKnownTags: true, schema: "core" };
            break;
          case null:
            if (this.directives)
              delete this.directives;
            opt = null;
            break;
          default: {
            const sv = JSON.stringify(version);
            throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
          }
        }
        if (options.schema instanceof Object)
          this.schema = options.schema;
        else if (opt)
          this.schema = new Schema.Schema(Object.assign(opt, options));
        else
          throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
      }
      // json & jsonArg are only used from toJSON()
      toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json,
          mapAsMap: mapAsMap === true,
          mapKeyWarned: false,
          maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor === "function")
          for (const { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
      /**
       * A JSON representation of the document `contents`.
       *
       * @param jsonArg Used by `JSON.stringify` to indicate the array index or
       *   property name.
       */
      toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
      }
      /** A YAML representation of the document. */
      toString(options = {}) {
        if (this.errors.length > 0)
          throw new Error("Document with errors cannot be stringified");
        if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
          const s = JSON.stringify(options.indent);
          throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
      }
    };
    function assertCollection(contents) {
      if (identity.isCollection(contents))
        return true;
      throw new Error("Expected a YAML collection as document contents");
    }
    exports.Document = Document;
  }
});

// node_modules/yaml/dist/errors.js
var require_errors = __commonJS({
  "node_modules/yaml/dist/errors.js"(exports) {
    "use strict";
    var YAMLError = class extends Error {
      constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
      }
    };
    var YAMLParseError = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLParseError", pos, code, message);
      }
    };
    var YAMLWarning = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLWarning", pos, code, message);
      }
    };
    var prettifyError = (src, lc) => (error) => {
      if (error.pos[0] === -1)
        return;
      error.linePos = error.pos.map((pos) => lc.linePos(pos));
      const { line, col } = error.linePos[0];
      error.message += ` at line ${line}, column ${col}`;
      let ci = col - 1;
      let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
      if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = "…" + lineStr.substring(trimStart);
        ci -= trimStart - 1;
      }
      if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + "…";
      if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
          prev = prev.substring(0, 79) + "…\n";
        lineStr = prev + lineStr;
      }
      if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
          count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = " ".repeat(ci) + "^".repeat(count);
        error.message += `:

${lineStr}
${pointer}
`;
      }
    };
    exports.YAMLError = YAMLError;
    exports.YAMLParseError = YAMLParseError;
    exports.YAMLWarning = YAMLWarning;
    exports.prettifyError = prettifyError;
  }
});

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJS({
  "node_modules/yaml/dist/compose/resolve-props.js"(exports) {
    "use strict";
    function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
      let spaceBefore = false;
      let atNewline = startOnNewline;
      let hasSpace = startOnNewline;
      let comment = "";
      let commentSep = "";
      let hasNewline = false;
      let reqSpace = false;
      let tab = null;
      let anchor = null;
      let tag = null;
      let newlineAfterProp = null;
      let comma2 = null;
      let found2 = null;
      let start = null;
      for (const token of tokens) {
        if (reqSpace) {
          if (token.type !== "space" && token.type !== "newline" && token.type !== "comma")
            onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
          reqSpace = false;
        }
        if (tab) {
          if (atNewline && token.type !== "comment" && token.type !== "newline") {
            onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
          }
          tab = null;
        }
        switch (token.type) {
          case "space":
            if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) {
              tab = token;
            }
            hasSpace = true;
            break;
          case "comment": {
            if (!hasSpace)
              onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            const cb = token.source.substring(1) || " ";
            if (!comment)
              comment = cb;
            else
              comment += commentSep + cb;
            commentSep = "";
            atNewline = false;
            break;
          }
          case "newline":
            if (atNewline) {
              if (comment)
                comment += token.source;
              else if (!found2 || indicator !== "seq-item-ind")
                spaceBefore = true;
            } else
              commentSep += token.source;
            atNewline = true;
            hasNewline = true;
            if (anchor || tag)
              newlineAfterProp = token;
            hasSpace = true;
            break;
          case "anchor":
            if (anchor)
              onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
            if (token.source.endsWith(":"))
              onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
            anchor = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          case "tag": {
            if (tag)
              onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
            tag = token;
            start ?? (start = token.offset);
            atNewline = false;
            hasSpace = false;
            reqSpace = true;
            break;
          }
          case indicator:
            if (anchor || tag)
              onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
            if (found2)
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
            found2 = token;
            atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
            hasSpace = false;
            break;
          case "comma":
            if (flow) {
              if (comma2)
                onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
              comma2 = token;
              atNewline = false;
              hasSpace = false;
              break;
            }
          // else fallthrough
          default:
            onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
            atNewline = false;
            hasSpace = false;
        }
      }
      const last = tokens[tokens.length - 1];
      const end = last ? last.offset + last.source.length : offset;
      if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) {
        onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
      }
      if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq"))
        onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
      return {
        comma: comma2,
        found: found2,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
      };
    }
    exports.resolveProps = resolveProps;
  }
});

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJS({
  "node_modules/yaml/dist/compose/util-contains-newline.js"(exports) {
    "use strict";
    function containsNewline(key) {
      if (!key)
        return null;
      switch (key.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key.source.includes("\n"))
            return true;
          if (key.end) {
            for (const st of key.end)
              if (st.type === "newline")
                return true;
          }
          return false;
        case "flow-collection":
          for (const it of key.items) {
            for (const st of it.start)
              if (st.type === "newline")
                return true;
            if (it.sep) {
              for (const st of it.sep)
                if (st.type === "newline")
                  return true;
            }
            if (containsNewline(it.key) || containsNewline(it.value))
              return true;
          }
          return false;
        default:
          return true;
      }
    }
    exports.containsNewline = containsNewline;
  }
});

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJS({
  "node_modules/yaml/dist/compose/util-flow-indent-check.js"(exports) {
    "use strict";
    var utilContainsNewline = require_util_contains_newline();
    function flowIndentCheck(indent, fc, onError) {
      if (fc?.type === "flow-collection") {
        const end = fc.end[0];
        if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) {
          const msg = "Flow end indicator should be more indented than parent";
          onError(end, "BAD_INDENT", msg, true);
        }
      }
    }
    exports.flowIndentCheck = flowIndentCheck;
  }
});

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJS({
  "node_modules/yaml/dist/compose/util-map-includes.js"(exports) {
    "use strict";
    var identity = require_identity();
    function mapIncludes(ctx, items, search) {
      const { uniqueKeys } = ctx.options;
      if (uniqueKeys === false)
        return false;
      const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
      return items.some((pair) => isEqual(pair.key, search));
    }
    exports.mapIncludes = mapIncludes;
  }
});

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-map.js"(exports) {
    "use strict";
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    var utilMapIncludes = require_util_map_includes();
    var startColMsg = "All mapping items must start at the same column";
    function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
      const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
      const map = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      let offset = bm.offset;
      let commentEnd = null;
      for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        const keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key) {
            if (key.type === "block-seq")
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
            else if ("indent" in key && key.indent !== bm.indent)
              onError(offset, "BAD_INDENT", startColMsg);
          }
          if (!keyProps.anchor && !keyProps.tag && !sep) {
            commentEnd = keyProps.end;
            if (keyProps.comment) {
              if (map.comment)
                map.comment += "\n" + keyProps.comment;
              else
                map.comment = keyProps.comment;
            }
            continue;
          }
          if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
            onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
          }
        } else if (keyProps.found?.indent !== bm.indent) {
          onError(offset, "BAD_INDENT", startColMsg);
        }
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
          onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        const valueProps = resolveProps.resolveProps(sep ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key || key.type === "block-scalar"
        });
        offset = valueProps.end;
        if (valueProps.found) {
          if (implicitKey) {
            if (value?.type === "block-map" && !valueProps.hasNewline)
              onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
            if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024)
              onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
          if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
          offset = valueNode.range[2];
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        } else {
          if (implicitKey)
            onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
          if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          map.items.push(pair);
        }
      }
      if (commentEnd && commentEnd < offset)
        onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
      map.range = [bm.offset, offset, commentEnd ?? offset];
      return map;
    }
    exports.resolveBlockMap = resolveBlockMap;
  }
});

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-seq.js"(exports) {
    "use strict";
    var YAMLSeq = require_YAMLSeq();
    var resolveProps = require_resolve_props();
    var utilFlowIndentCheck = require_util_flow_indent_check();
    function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
      const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
      const seq = new NodeClass(ctx.schema);
      if (ctx.atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = bs.offset;
      let commentEnd = null;
      for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
          indicator: "seq-item-ind",
          next: value,
          offset,
          onError,
          parentIndent: bs.indent,
          startOnNewline: true
        });
        if (!props.found) {
          if (props.anchor || props.tag || value) {
            if (value?.type === "block-seq")
              onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
            else
              onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
          } else {
            commentEnd = props.end;
            if (props.comment)
              seq.comment = props.comment;
            continue;
          }
        }
        const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
          utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
      }
      seq.range = [bs.offset, offset, commentEnd ?? offset];
      return seq;
    }
    exports.resolveBlockSeq = resolveBlockSeq;
  }
});

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJS({
  "node_modules/yaml/dist/compose/resolve-end.js"(exports) {
    "use strict";
    function resolveEnd(end, offset, reqSpace, onError) {
      let comment = "";
      if (end) {
        let hasSpace = false;
        let sep = "";
        for (const token of end) {
          const { source, type } = token;
          switch (type) {
            case "space":
              hasSpace = true;
              break;
            case "comment": {
              if (reqSpace && !hasSpace)
                onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              const cb = source.substring(1) || " ";
              if (!comment)
                comment = cb;
              else
                comment += sep + cb;
              sep = "";
              break;
            }
            case "newline":
              if (comment)
                sep += source;
              hasSpace = true;
              break;
            default:
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
          }
          offset += source.length;
        }
      }
      return { comment, offset };
    }
    exports.resolveEnd = resolveEnd;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-collection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Pair = require_Pair();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    var utilContainsNewline = require_util_contains_newline();
    var utilMapIncludes = require_util_map_includes();
    var blockMsg = "Block collections are not allowed within flow collections";
    var isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
      const isMap2 = fc.start.source === "{";
      const fcName = isMap2 ? "flow map" : "flow sequence";
      const NodeClass = tag?.nodeClass ?? (isMap2 ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq);
      const coll = new NodeClass(ctx.schema);
      coll.flow = true;
      const atRoot = ctx.atRoot;
      if (atRoot)
        ctx.atRoot = false;
      if (ctx.atKey)
        ctx.atKey = false;
      let offset = fc.offset + fc.start.source.length;
      for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: false
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep && !value) {
            if (i === 0 && props.comma)
              onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
            else if (i < fc.items.length - 1)
              onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
            if (props.comment) {
              if (coll.comment)
                coll.comment += "\n" + props.comment;
              else
                coll.comment = props.comment;
            }
            offset = props.end;
            continue;
          }
          if (!isMap2 && ctx.options.strict && utilContainsNewline.containsNewline(key))
            onError(
              key,
              // checked by containsNewline()
              "MULTILINE_IMPLICIT_KEY",
              "Implicit keys of flow sequence pairs need to be on a single line"
            );
        }
        if (i === 0) {
          if (props.comma)
            onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
        } else {
          if (!props.comma)
            onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
          if (props.comment) {
            let prevItemComment = "";
            loop: for (const st of start) {
              switch (st.type) {
                case "comma":
                case "space":
                  break;
                case "comment":
                  prevItemComment = st.source.substring(1);
                  break loop;
                default:
                  break loop;
              }
            }
            if (prevItemComment) {
              let prev = coll.items[coll.items.length - 1];
              if (identity.isPair(prev))
                prev = prev.value ?? prev.key;
              if (prev.comment)
                prev.comment += "\n" + prevItemComment;
              else
                prev.comment = prevItemComment;
              props.comment = props.comment.substring(prevItemComment.length + 1);
            }
          }
        }
        if (!isMap2 && !sep && !props.found) {
          const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
          coll.items.push(valueNode);
          offset = valueNode.range[2];
          if (isBlock(value))
            onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = true;
          const keyStart = props.end;
          const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          if (isBlock(key))
            onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
          ctx.atKey = false;
          const valueProps = resolveProps.resolveProps(sep ?? [], {
            flow: fcName,
            indicator: "map-value-ind",
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
          });
          if (valueProps.found) {
            if (!isMap2 && !props.found && ctx.options.strict) {
              if (sep)
                for (const st of sep) {
                  if (st === valueProps.found)
                    break;
                  if (st.type === "newline") {
                    onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
                    break;
                  }
                }
              if (props.start < valueProps.found.offset - 1024)
                onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
            }
          } else if (value) {
            if ("source" in value && value.source?.[0] === ":")
              onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
            else
              onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
          }
          const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
          if (valueNode) {
            if (isBlock(value))
              onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
          } else if (valueProps.comment) {
            if (keyNode.comment)
              keyNode.comment += "\n" + valueProps.comment;
            else
              keyNode.comment = valueProps.comment;
          }
          const pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens)
            pair.srcToken = collItem;
          if (isMap2) {
            const map = coll;
            if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
              onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
            map.items.push(pair);
          } else {
            const map = new YAMLMap.YAMLMap(ctx.schema);
            map.flow = true;
            map.items.push(pair);
            const endRange = (valueNode ?? keyNode).range;
            map.range = [keyNode.range[0], endRange[1], endRange[2]];
            coll.items.push(map);
          }
          offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
      }
      const expectedEnd = isMap2 ? "}" : "]";
      const [ce, ...ee] = fc.end;
      let cePos = offset;
      if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
      else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
        if (ce && ce.source.length !== 1)
          ee.unshift(ce);
      }
      if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
          if (coll.comment)
            coll.comment += "\n" + end.comment;
          else
            coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
      } else {
        coll.range = [fc.offset, cePos, cePos];
      }
      return coll;
    }
    exports.resolveFlowCollection = resolveFlowCollection;
  }
});

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJS({
  "node_modules/yaml/dist/compose/compose-collection.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var resolveBlockMap = require_resolve_block_map();
    var resolveBlockSeq = require_resolve_block_seq();
    var resolveFlowCollection = require_resolve_flow_collection();
    function resolveCollection(CN, ctx, token, onError, tagName, tag) {
      const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
      const Coll = coll.constructor;
      if (tagName === "!" || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
      }
      if (tagName)
        coll.tag = tagName;
      return coll;
    }
    function composeCollection(CN, ctx, token, props, onError) {
      const tagToken = props.tag;
      const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
      if (token.type === "block-seq") {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
          const message = "Missing newline after block sequence props";
          onError(lastProp, "MISSING_CHAR", message);
        }
      }
      const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") {
        return resolveCollection(CN, ctx, token, onError, tagName);
      }
      let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
          ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
          tag = kt;
        } else {
          if (kt) {
            onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
          } else {
            onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
          }
          return resolveCollection(CN, ctx, token, onError, tagName);
        }
      }
      const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
      const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
      const node = identity.isNode(res) ? res : new Scalar2.Scalar(res);
      node.range = coll.range;
      node.tag = tagName;
      if (tag?.format)
        node.format = tag.format;
      return node;
    }
    exports.composeCollection = composeCollection;
  }
});

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-scalar.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    function resolveBlockScalar(ctx, scalar, onError) {
      const start = scalar.offset;
      const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
      if (!header)
        return { value: "", type: null, comment: "", range: [start, start, start] };
      const type = header.mode === ">" ? Scalar2.Scalar.BLOCK_FOLDED : Scalar2.Scalar.BLOCK_LITERAL;
      const lines = scalar.source ? splitLines(scalar.source) : [];
      let chompStart = lines.length;
      for (let i = lines.length - 1; i >= 0; --i) {
        const content2 = lines[i][1];
        if (content2 === "" || content2 === "\r")
          chompStart = i;
        else
          break;
      }
      if (chompStart === 0) {
        const value2 = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
        let end2 = start + header.length;
        if (scalar.source)
          end2 += scalar.source.length;
        return { value: value2, type, comment: header.comment, range: [start, end2, end2] };
      }
      let trimIndent = scalar.indent + header.indent;
      let offset = scalar.offset + header.length;
      let contentStart = 0;
      for (let i = 0; i < chompStart; ++i) {
        const [indent, content2] = lines[i];
        if (content2 === "" || content2 === "\r") {
          if (header.indent === 0 && indent.length > trimIndent)
            trimIndent = indent.length;
        } else {
          if (indent.length < trimIndent) {
            const message = "Block scalars with more-indented leading empty lines must use an explicit indentation indicator";
            onError(offset + indent.length, "MISSING_CHAR", message);
          }
          if (header.indent === 0)
            trimIndent = indent.length;
          contentStart = i;
          if (trimIndent === 0 && !ctx.atRoot) {
            const message = "Block scalar values in collections must be indented";
            onError(offset, "BAD_INDENT", message);
          }
          break;
        }
        offset += indent.length + content2.length + 1;
      }
      for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
          chompStart = i + 1;
      }
      let value = "";
      let sep = "";
      let prevMoreIndented = false;
      for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + "\n";
      for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content2] = lines[i];
        offset += indent.length + content2.length + 1;
        const crlf = content2[content2.length - 1] === "\r";
        if (crlf)
          content2 = content2.slice(0, -1);
        if (content2 && indent.length < trimIndent) {
          const src = header.indent ? "explicit indentation indicator" : "first line";
          const message = `Block scalar lines must not be less indented than their ${src}`;
          onError(offset - content2.length - (crlf ? 2 : 1), "BAD_INDENT", message);
          indent = "";
        }
        if (type === Scalar2.Scalar.BLOCK_LITERAL) {
          value += sep + indent.slice(trimIndent) + content2;
          sep = "\n";
        } else if (indent.length > trimIndent || content2[0] === "	") {
          if (sep === " ")
            sep = "\n";
          else if (!prevMoreIndented && sep === "\n")
            sep = "\n\n";
          value += sep + indent.slice(trimIndent) + content2;
          sep = "\n";
          prevMoreIndented = true;
        } else if (content2 === "") {
          if (sep === "\n")
            value += "\n";
          else
            sep = "\n";
        } else {
          value += sep + content2;
          sep = " ";
          prevMoreIndented = false;
        }
      }
      switch (header.chomp) {
        case "-":
          break;
        case "+":
          for (let i = chompStart; i < lines.length; ++i)
            value += "\n" + lines[i][0].slice(trimIndent);
          if (value[value.length - 1] !== "\n")
            value += "\n";
          break;
        default:
          value += "\n";
      }
      const end = start + header.length + scalar.source.length;
      return { value, type, comment: header.comment, range: [start, end, end] };
    }
    function parseBlockScalarHeader({ offset, props }, strict, onError) {
      if (props[0].type !== "block-scalar-header") {
        onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
        return null;
      }
      const { source } = props[0];
      const mode = source[0];
      let indent = 0;
      let chomp = "";
      let error = -1;
      for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === "-" || ch === "+"))
          chomp = ch;
        else {
          const n = Number(ch);
          if (!indent && n)
            indent = n;
          else if (error === -1)
            error = offset + i;
        }
      }
      if (error !== -1)
        onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
      let hasSpace = false;
      let comment = "";
      let length = source.length;
      for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
          case "space":
            hasSpace = true;
          // fallthrough
          case "newline":
            length += token.source.length;
            break;
          case "comment":
            if (strict && !hasSpace) {
              const message = "Comments must be separated from other tokens by white space characters";
              onError(token, "MISSING_CHAR", message);
            }
            length += token.source.length;
            comment = token.source.substring(1);
            break;
          case "error":
            onError(token, "UNEXPECTED_TOKEN", token.message);
            length += token.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            const message = `Unexpected token in block scalar header: ${token.type}`;
            onError(token, "UNEXPECTED_TOKEN", message);
            const ts = token.source;
            if (ts && typeof ts === "string")
              length += ts.length;
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      const split = source.split(/\n( *)/);
      const first = split[0];
      const m = first.match(/^( *)/);
      const line0 = m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first];
      const lines = [line0];
      for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
      return lines;
    }
    exports.resolveBlockScalar = resolveBlockScalar;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-scalar.js"(exports) {
    "use strict";
    var Scalar2 = require_Scalar();
    var resolveEnd = require_resolve_end();
    function resolveFlowScalar(scalar, strict, onError) {
      const { offset, type, source, end } = scalar;
      let _type;
      let value;
      const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
      switch (type) {
        case "scalar":
          _type = Scalar2.Scalar.PLAIN;
          value = plainValue(source, _onError);
          break;
        case "single-quoted-scalar":
          _type = Scalar2.Scalar.QUOTE_SINGLE;
          value = singleQuotedValue(source, _onError);
          break;
        case "double-quoted-scalar":
          _type = Scalar2.Scalar.QUOTE_DOUBLE;
          value = doubleQuotedValue(source, _onError);
          break;
        /* istanbul ignore next should not happen */
        default:
          onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
          return {
            value: "",
            type: null,
            comment: "",
            range: [offset, offset + source.length, offset + source.length]
          };
      }
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
      return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
      };
    }
    function plainValue(source, onError) {
      let badChar = "";
      switch (source[0]) {
        /* istanbul ignore next should not happen */
        case "	":
          badChar = "a tab character";
          break;
        case ",":
          badChar = "flow indicator character ,";
          break;
        case "%":
          badChar = "directive indicator character %";
          break;
        case "|":
        case ">": {
          badChar = `block scalar indicator ${source[0]}`;
          break;
        }
        case "@":
        case "`": {
          badChar = `reserved character ${source[0]}`;
          break;
        }
      }
      if (badChar)
        onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
      return unfoldLines(source);
    }
    function singleQuotedValue(source, onError) {
      if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
      return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
    }
    function unfoldLines(source) {
      const line = /(.*?)\r?\n/sy;
      let match = line.exec(source);
      if (!match)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$");
        trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match[1].replace(trimEnd, "");
      let sep = " ";
      let pos = line.lastIndex;
      while (match = line.exec(source)) {
        const lm = match[1].replace(trimBoth, "");
        if (lm === "") {
          if (sep === "\n")
            res += sep;
          else
            sep = "\n";
        } else {
          res += sep + lm;
          sep = " ";
        }
        pos = line.lastIndex;
      }
      const last = /[ \t]*(.*)/sy;
      last.lastIndex = pos;
      match = last.exec(source);
      return res + sep + (match?.[1] ?? "");
    }
    function doubleQuotedValue(source, onError) {
      let res = "";
      for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === "\r" && source[i + 1] === "\n")
          continue;
        if (ch === "\n") {
          const { fold, offset } = foldNewline(source, i);
          res += fold;
          i = offset;
        } else if (ch === "\\") {
          let next = source[++i];
          const cc = escapeCodes[next];
          if (cc)
            res += cc;
          else if (next === "\n") {
            next = source[i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "\r" && source[i + 1] === "\n") {
            next = source[++i + 1];
            while (next === " " || next === "	")
              next = source[++i + 1];
          } else if (next === "x" || next === "u" || next === "U") {
            const length = next === "x" ? 2 : next === "u" ? 4 : 8;
            res += parseCharCode(source, i + 1, length, onError);
            i += length;
          } else {
            const raw = source.substr(i - 1, 2);
            onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
            res += raw;
          }
        } else if (ch === " " || ch === "	") {
          const wsStart = i;
          let next = source[i + 1];
          while (next === " " || next === "	")
            next = source[++i + 1];
          if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n"))
            res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        } else {
          res += ch;
        }
      }
      if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, "MISSING_CHAR", 'Missing closing "quote');
      return res;
    }
    function foldNewline(source, offset) {
      let fold = "";
      let ch = source[offset + 1];
      while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
        if (ch === "\r" && source[offset + 2] !== "\n")
          break;
        if (ch === "\n")
          fold += "\n";
        offset += 1;
        ch = source[offset + 1];
      }
      if (!fold)
        fold = " ";
      return { fold, offset };
    }
    var escapeCodes = {
      "0": "\0",
      // null character
      a: "\x07",
      // bell character
      b: "\b",
      // backspace
      e: "\x1B",
      // escape character
      f: "\f",
      // form feed
      n: "\n",
      // line feed
      r: "\r",
      // carriage return
      t: "	",
      // horizontal tab
      v: "\v",
      // vertical tab
      N: "",
      // Unicode next line
      _: " ",
      // Unicode non-breaking space
      L: "\u2028",
      // Unicode line separator
      P: "\u2029",
      // Unicode paragraph separator
      " ": " ",
      '"': '"',
      "/": "/",
      "\\": "\\",
      "	": "	"
    };
    function parseCharCode(source, offset, length, onError) {
      const cc = source.substr(offset, length);
      const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
      const code = ok ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code);
      } catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
        return raw;
      }
    }
    exports.resolveFlowScalar = resolveFlowScalar;
  }
});

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJS({
  "node_modules/yaml/dist/compose/compose-scalar.js"(exports) {
    "use strict";
    var identity = require_identity();
    var Scalar2 = require_Scalar();
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    function composeScalar(ctx, token, tagToken, onError) {
      const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
      const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      let tag;
      if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
      } else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
      else if (token.type === "scalar")
        tag = findScalarTagByTest(ctx, value, token, onError);
      else
        tag = ctx.schema[identity.SCALAR];
      let scalar;
      try {
        const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar2.Scalar(res);
      } catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
        scalar = new Scalar2.Scalar(value);
      }
      scalar.range = range;
      scalar.source = value;
      if (type)
        scalar.type = type;
      if (tagName)
        scalar.tag = tagName;
      if (tag.format)
        scalar.format = tag.format;
      if (comment)
        scalar.comment = comment;
      return scalar;
    }
    function findScalarTagByName(schema, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema[identity.SCALAR];
      const matchWithTest = [];
      for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
          if (tag.default && tag.test)
            matchWithTest.push(tag);
          else
            return tag;
        }
      }
      for (const tag of matchWithTest)
        if (tag.test?.test(value))
          return tag;
      const kt = schema.knownTags[tagName];
      if (kt && !kt.collection) {
        schema.tags.push(Object.assign({}, kt, { default: false, test: void 0 }));
        return kt;
      }
      onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
      return schema[identity.SCALAR];
    }
    function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
      const tag = schema.tags.find((tag2) => (tag2.default === true || atKey && tag2.default === "key") && tag2.test?.test(value)) || schema[identity.SCALAR];
      if (schema.compat) {
        const compat = schema.compat.find((tag2) => tag2.default && tag2.test?.test(value)) ?? schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
          const ts = directives.tagString(tag.tag);
          const cs = directives.tagString(compat.tag);
          const msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token, "TAG_RESOLVE_FAILED", msg, true);
        }
      }
      return tag;
    }
    exports.composeScalar = composeScalar;
  }
});

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJS({
  "node_modules/yaml/dist/compose/util-empty-scalar-position.js"(exports) {
    "use strict";
    function emptyScalarPosition(offset, before, pos) {
      if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
          let st = before[i];
          switch (st.type) {
            case "space":
            case "comment":
            case "newline":
              offset -= st.source.length;
              continue;
          }
          st = before[++i];
          while (st?.type === "space") {
            offset += st.source.length;
            st = before[++i];
          }
          break;
        }
      }
      return offset;
    }
    exports.emptyScalarPosition = emptyScalarPosition;
  }
});

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJS({
  "node_modules/yaml/dist/compose/compose-node.js"(exports) {
    "use strict";
    var Alias = require_Alias();
    var identity = require_identity();
    var composeCollection = require_compose_collection();
    var composeScalar = require_compose_scalar();
    var resolveEnd = require_resolve_end();
    var utilEmptyScalarPosition = require_util_empty_scalar_position();
    var CN = { composeNode, composeEmptyNode };
    function composeNode(ctx, token, props, onError) {
      const atKey = ctx.atKey;
      const { spaceBefore, comment, anchor, tag } = props;
      let node;
      let isSrcToken = true;
      switch (token.type) {
        case "alias":
          node = composeAlias(ctx, token, onError);
          if (anchor || tag)
            onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node = composeScalar.composeScalar(ctx, token, tag, onError);
          if (anchor)
            node.anchor = anchor.source.substring(1);
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node = composeCollection.composeCollection(CN, ctx, token, props, onError);
            if (anchor)
              node.anchor = anchor.source.substring(1);
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            onError(token, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          const message = token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`;
          onError(token, "UNEXPECTED_TOKEN", message);
          isSrcToken = false;
        }
      }
      node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
      if (anchor && node.anchor === "")
        onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
      if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) {
        const msg = "With stringKeys, all keys must be strings";
        onError(tag ?? token, "NON_STRING_KEY", msg);
      }
      if (spaceBefore)
        node.spaceBefore = true;
      if (comment) {
        if (token.type === "scalar" && token.source === "")
          node.comment = comment;
        else
          node.commentBefore = comment;
      }
      if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
      return node;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
      const token = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      };
      const node = composeScalar.composeScalar(ctx, token, tag, onError);
      if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === "")
          onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
      }
      if (spaceBefore)
        node.spaceBefore = true;
      if (comment) {
        node.comment = comment;
        node.range[2] = end;
      }
      return node;
    }
    function composeAlias({ options }, { offset, source, end }, onError) {
      const alias = new Alias.Alias(source.substring(1));
      if (alias.source === "")
        onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
      if (alias.source.endsWith(":"))
        onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
      const valueEnd = offset + source.length;
      const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
      alias.range = [offset, valueEnd, re.offset];
      if (re.comment)
        alias.comment = re.comment;
      return alias;
    }
    exports.composeEmptyNode = composeEmptyNode;
    exports.composeNode = composeNode;
  }
});

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJS({
  "node_modules/yaml/dist/compose/compose-doc.js"(exports) {
    "use strict";
    var Document = require_Document();
    var composeNode = require_compose_node();
    var resolveEnd = require_resolve_end();
    var resolveProps = require_resolve_props();
    function composeDoc(options, directives, { offset, start, value, end }, onError) {
      const opts = Object.assign({ _directives: directives }, options);
      const doc = new Document.Document(void 0, opts);
      const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
      };
      const props = resolveProps.resolveProps(start, {
        indicator: "doc-start",
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
      });
      if (props.found) {
        doc.directives.docStart = true;
        if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline)
          onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
      }
      doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
      const contentEnd = doc.contents.range[2];
      const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
      if (re.comment)
        doc.comment = re.comment;
      doc.range = [offset, contentEnd, re.offset];
      return doc;
    }
    exports.composeDoc = composeDoc;
  }
});

// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJS({
  "node_modules/yaml/dist/compose/composer.js"(exports) {
    "use strict";
    var node_process = __require("process");
    var directives = require_directives();
    var Document = require_Document();
    var errors = require_errors();
    var identity = require_identity();
    var composeDoc = require_compose_doc();
    var resolveEnd = require_resolve_end();
    function getErrorPos(src) {
      if (typeof src === "number")
        return [src, src + 1];
      if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
      const { offset, source } = src;
      return [offset, offset + (typeof source === "string" ? source.length : 1)];
    }
    function parsePrelude(prelude) {
      let comment = "";
      let atComment = false;
      let afterEmptyLine = false;
      for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
          case "#":
            comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
            atComment = true;
            afterEmptyLine = false;
            break;
          case "%":
            if (prelude[i + 1]?.[0] !== "#")
              i += 1;
            atComment = false;
            break;
          default:
            if (!atComment)
              afterEmptyLine = true;
            atComment = false;
        }
      }
      return { comment, afterEmptyLine };
    }
    var Composer = class {
      constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
          const pos = getErrorPos(source);
          if (warning)
            this.warnings.push(new errors.YAMLWarning(pos, code, message));
          else
            this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        this.directives = new directives.Directives({ version: options.version || "1.2" });
        this.options = options;
      }
      decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
          const dc = doc.contents;
          if (afterDoc) {
            doc.comment = doc.comment ? `${doc.comment}
${comment}` : comment;
          } else if (afterEmptyLine || doc.directives.docStart || !dc) {
            doc.commentBefore = comment;
          } else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
            let it = dc.items[0];
            if (identity.isPair(it))
              it = it.key;
            const cb = it.commentBefore;
            it.commentBefore = cb ? `${comment}
${cb}` : comment;
          } else {
            const cb = dc.commentBefore;
            dc.commentBefore = cb ? `${comment}
${cb}` : comment;
          }
        }
        if (afterDoc) {
          for (let i = 0; i < this.errors.length; ++i)
            doc.errors.push(this.errors[i]);
          for (let i = 0; i < this.warnings.length; ++i)
            doc.warnings.push(this.warnings[i]);
        } else {
          doc.errors = this.errors;
          doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
      }
      /**
       * Current stream status information.
       *
       * Mostly useful at the end of input for an empty stream.
       */
      streamInfo() {
        return {
          comment: parsePrelude(this.prelude).comment,
          directives: this.directives,
          errors: this.errors,
          warnings: this.warnings
        };
      }
      /**
       * Compose tokens into documents.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
          yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token) {
        if (node_process.env.LOG_STREAM)
          console.dir(token, { depth: null });
        switch (token.type) {
          case "directive":
            this.directives.add(token.source, (offset, message, warning) => {
              const pos = getErrorPos(token);
              pos[0] += offset;
              this.onError(pos, "BAD_DIRECTIVE", message, warning);
            });
            this.prelude.push(token.source);
            this.atDirectives = true;
            break;
          case "document": {
            const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
            if (this.atDirectives && !doc.directives.docStart)
              this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
            this.decorate(doc, false);
            if (this.doc)
              yield this.doc;
            this.doc = doc;
            this.atDirectives = false;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token.source);
            break;
          case "error": {
            const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
            const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
            if (this.atDirectives || !this.doc)
              this.errors.push(error);
            else
              this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              const msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = true;
            const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
            this.decorate(this.doc, true);
            if (end.comment) {
              const dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end.comment}` : end.comment;
            }
            this.doc.range[2] = end.offset;
            break;
          }
          default:
            this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
        }
      }
      /**
       * Call at end of input to yield any remaining document.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
          this.decorate(this.doc, true);
          yield this.doc;
          this.doc = null;
        } else if (forceDoc) {
          const opts = Object.assign({ _directives: this.directives }, this.options);
          const doc = new Document.Document(void 0, opts);
          if (this.atDirectives)
            this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
          doc.range = [0, endOffset, endOffset];
          this.decorate(doc, false);
          yield doc;
        }
      }
    };
    exports.Composer = Composer;
  }
});

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJS({
  "node_modules/yaml/dist/parse/cst-scalar.js"(exports) {
    "use strict";
    var resolveBlockScalar = require_resolve_block_scalar();
    var resolveFlowScalar = require_resolve_flow_scalar();
    var errors = require_errors();
    var stringifyString = require_stringifyString();
    function resolveAsScalar(token, strict = true, onError) {
      if (token) {
        const _onError = (pos, code, message) => {
          const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code, message);
          else
            throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context) {
      const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      const end = context.end ?? [
        { type: "newline", offset: -1, indent, source: "\n" }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          const he = source.indexOf("\n");
          const head = source.substring(0, he);
          const body = source.substring(he + 1) + "\n";
          const props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          if (!addEndtoBlockProps(props, end))
            props.push({ type: "newline", offset: -1, indent, source: "\n" });
          return { type: "block-scalar", offset, indent, props, source: body };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end };
        default:
          return { type: "scalar", offset, indent, source, end };
      }
    }
    function setScalarValue(token, value, context = {}) {
      let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
      let indent = "indent" in token ? token.indent : null;
      if (afterKey && typeof indent === "number")
        indent += 2;
      if (!type)
        switch (token.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            const header = token.props[0];
            if (header.type !== "block-scalar-header")
              throw new Error("Invalid block scalar header");
            type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
            break;
          }
          default:
            type = "PLAIN";
        }
      const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
      });
      switch (source[0]) {
        case "|":
        case ">":
          setBlockScalarValue(token, source);
          break;
        case '"':
          setFlowScalarValue(token, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token, source, "scalar");
      }
    }
    function setBlockScalarValue(token, source) {
      const he = source.indexOf("\n");
      const head = source.substring(0, he);
      const body = source.substring(he + 1) + "\n";
      if (token.type === "block-scalar") {
        const header = token.props[0];
        if (header.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header.source = head;
        token.source = body;
      } else {
        const { offset } = token;
        const indent = "indent" in token ? token.indent : -1;
        const props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0))
          props.push({ type: "newline", offset: -1, indent, source: "\n" });
        for (const key of Object.keys(token))
          if (key !== "type" && key !== "offset")
            delete token[key];
        Object.assign(token, { type: "block-scalar", indent, props, source: body });
      }
    }
    function addEndtoBlockProps(props, end) {
      if (end)
        for (const st of end)
          switch (st.type) {
            case "space":
            case "comment":
              props.push(st);
              break;
            case "newline":
              props.push(st);
              return true;
          }
      return false;
    }
    function setFlowScalarValue(token, source, type) {
      switch (token.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token.type = type;
          token.source = source;
          break;
        case "block-scalar": {
          const end = token.props.slice(1);
          let oa = source.length;
          if (token.props[0].type === "block-scalar-header")
            oa -= token.props[0].source.length;
          for (const tok of end)
            tok.offset += oa;
          delete token.props;
          Object.assign(token, { type, source, end });
          break;
        }
        case "block-map":
        case "block-seq": {
          const offset = token.offset + source.length;
          const nl = { type: "newline", offset, indent: token.indent, source: "\n" };
          delete token.items;
          Object.assign(token, { type, source, end: [nl] });
          break;
        }
        default: {
          const indent = "indent" in token ? token.indent : -1;
          const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (const key of Object.keys(token))
            if (key !== "type" && key !== "offset")
              delete token[key];
          Object.assign(token, { type, indent, source, end });
        }
      }
    }
    exports.createScalarToken = createScalarToken;
    exports.resolveAsScalar = resolveAsScalar;
    exports.setScalarValue = setScalarValue;
  }
});

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJS({
  "node_modules/yaml/dist/parse/cst-stringify.js"(exports) {
    "use strict";
    var stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
    function stringifyToken(token) {
      switch (token.type) {
        case "block-scalar": {
          let res = "";
          for (const tok of token.props)
            res += stringifyToken(tok);
          return res + token.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (const item of token.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token.start.source;
          for (const item of token.items)
            res += stringifyItem(item);
          for (const st of token.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token);
          if (token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token.source;
          if ("end" in token && token.end)
            for (const st of token.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key, sep, value }) {
      let res = "";
      for (const st of start)
        res += st.source;
      if (key)
        res += stringifyToken(key);
      if (sep)
        for (const st of sep)
          res += st.source;
      if (value)
        res += stringifyToken(value);
      return res;
    }
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJS({
  "node_modules/yaml/dist/parse/cst-visit.js"(exports) {
    "use strict";
    var BREAK = /* @__PURE__ */ Symbol("break visit");
    var SKIP = /* @__PURE__ */ Symbol("skip children");
    var REMOVE = /* @__PURE__ */ Symbol("remove item");
    function visit2(cst, visitor) {
      if ("type" in cst && cst.type === "document")
        cst = { start: cst.start, value: cst.value };
      _visit(Object.freeze([]), cst, visitor);
    }
    visit2.BREAK = BREAK;
    visit2.SKIP = SKIP;
    visit2.REMOVE = REMOVE;
    visit2.itemAtPath = (cst, path) => {
      let item = cst;
      for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && "items" in tok) {
          item = tok.items[index];
        } else
          return void 0;
      }
      return item;
    };
    visit2.parentCollection = (cst, path) => {
      const parent = visit2.itemAtPath(cst, path.slice(0, -1));
      const field = path[path.length - 1][0];
      const coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path, item, visitor) {
      let ctrl = visitor(item, path);
      if (typeof ctrl === "symbol")
        return ctrl;
      for (const field of ["key", "value"]) {
        const token = item[field];
        if (token && "items" in token) {
          for (let i = 0; i < token.items.length; ++i) {
            const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
            if (typeof ci === "number")
              i = ci - 1;
            else if (ci === BREAK)
              return BREAK;
            else if (ci === REMOVE) {
              token.items.splice(i, 1);
              i -= 1;
            }
          }
          if (typeof ctrl === "function" && field === "key")
            ctrl = ctrl(item, path);
        }
      }
      return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
    }
    exports.visit = visit2;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports) {
    "use strict";
    var cstScalar = require_cst_scalar();
    var cstStringify = require_cst_stringify();
    var cstVisit = require_cst_visit();
    var BOM = "\uFEFF";
    var DOCUMENT = "";
    var FLOW_END = "";
    var SCALAR = "";
    var isCollection = (token) => !!token && "items" in token;
    var isScalar3 = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
    function prettyToken(token) {
      switch (token) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token);
      }
    }
    function tokenType(source) {
      switch (source) {
        case BOM:
          return "byte-order-mark";
        case DOCUMENT:
          return "doc-mode";
        case FLOW_END:
          return "flow-error-end";
        case SCALAR:
          return "scalar";
        case "---":
          return "doc-start";
        case "...":
          return "doc-end";
        case "":
        case "\n":
        case "\r\n":
          return "newline";
        case "-":
          return "seq-item-ind";
        case "?":
          return "explicit-key-ind";
        case ":":
          return "map-value-ind";
        case "{":
          return "flow-map-start";
        case "}":
          return "flow-map-end";
        case "[":
          return "flow-seq-start";
        case "]":
          return "flow-seq-end";
        case ",":
          return "comma";
      }
      switch (source[0]) {
        case " ":
        case "	":
          return "space";
        case "#":
          return "comment";
        case "%":
          return "directive-line";
        case "*":
          return "alias";
        case "&":
          return "anchor";
        case "!":
          return "tag";
        case "'":
          return "single-quoted-scalar";
        case '"':
          return "double-quoted-scalar";
        case "|":
        case ">":
          return "block-scalar-header";
      }
      return null;
    }
    exports.createScalarToken = cstScalar.createScalarToken;
    exports.resolveAsScalar = cstScalar.resolveAsScalar;
    exports.setScalarValue = cstScalar.setScalarValue;
    exports.stringify = cstStringify.stringify;
    exports.visit = cstVisit.visit;
    exports.BOM = BOM;
    exports.DOCUMENT = DOCUMENT;
    exports.FLOW_END = FLOW_END;
    exports.SCALAR = SCALAR;
    exports.isCollection = isCollection;
    exports.isScalar = isScalar3;
    exports.prettyToken = prettyToken;
    exports.tokenType = tokenType;
  }
});

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJS({
  "node_modules/yaml/dist/parse/lexer.js"(exports) {
    "use strict";
    var cst = require_cst();
    function isEmpty2(ch) {
      switch (ch) {
        case void 0:
        case " ":
        case "\n":
        case "\r":
        case "	":
          return true;
        default:
          return false;
      }
    }
    var hexDigits = new Set("0123456789ABCDEFabcdef");
    var tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
    var flowIndicatorChars = new Set(",[]{}");
    var invalidAnchorChars = new Set(" ,[]{}\n\r	");
    var isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
    var Lexer = class {
      constructor() {
        this.atEnd = false;
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        this.buffer = "";
        this.flowKey = false;
        this.flowLevel = 0;
        this.indentNext = 0;
        this.indentValue = 0;
        this.lineEndPos = null;
        this.next = null;
        this.pos = 0;
      }
      /**
       * Generate YAML tokens from the `source` string. If `incomplete`,
       * a part of the last line may be left as a buffer for the next call.
       *
       * @returns A generator of lexical tokens
       */
      *lex(source, incomplete = false) {
        if (source) {
          if (typeof source !== "string")
            throw TypeError("source is not a string");
          this.buffer = this.buffer ? this.buffer + source : source;
          this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? "stream";
        while (next && (incomplete || this.hasChars(1)))
          next = yield* this.parseNext(next);
      }
      atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === " " || ch === "	")
          ch = this.buffer[++i];
        if (!ch || ch === "#" || ch === "\n")
          return true;
        if (ch === "\r")
          return this.buffer[i + 1] === "\n";
        return false;
      }
      charAt(n) {
        return this.buffer[this.pos + n];
      }
      continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
          let indent = 0;
          while (ch === " ")
            ch = this.buffer[++indent + offset];
          if (ch === "\r") {
            const next = this.buffer[indent + offset + 1];
            if (next === "\n" || !next && !this.atEnd)
              return offset + indent + 1;
          }
          return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
        }
        if (ch === "-" || ch === ".") {
          const dt = this.buffer.substr(offset, 3);
          if ((dt === "---" || dt === "...") && isEmpty2(this.buffer[offset + 3]))
            return -1;
        }
        return offset;
      }
      getLine() {
        let end = this.lineEndPos;
        if (typeof end !== "number" || end !== -1 && end < this.pos) {
          end = this.buffer.indexOf("\n", this.pos);
          this.lineEndPos = end;
        }
        if (end === -1)
          return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === "\r")
          end -= 1;
        return this.buffer.substring(this.pos, end);
      }
      hasChars(n) {
        return this.pos + n <= this.buffer.length;
      }
      setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
      }
      peek(n) {
        return this.buffer.substr(this.pos, n);
      }
      *parseNext(next) {
        switch (next) {
          case "stream":
            return yield* this.parseStream();
          case "line-start":
            return yield* this.parseLineStart();
          case "block-start":
            return yield* this.parseBlockStart();
          case "doc":
            return yield* this.parseDocument();
          case "flow":
            return yield* this.parseFlowCollection();
          case "quoted-scalar":
            return yield* this.parseQuotedScalar();
          case "block-scalar":
            return yield* this.parseBlockScalar();
          case "plain-scalar":
            return yield* this.parsePlainScalar();
        }
      }
      *parseStream() {
        let line = this.getLine();
        if (line === null)
          return this.setNext("stream");
        if (line[0] === cst.BOM) {
          yield* this.pushCount(1);
          line = line.substring(1);
        }
        if (line[0] === "%") {
          let dirEnd = line.length;
          let cs = line.indexOf("#");
          while (cs !== -1) {
            const ch = line[cs - 1];
            if (ch === " " || ch === "	") {
              dirEnd = cs - 1;
              break;
            } else {
              cs = line.indexOf("#", cs + 1);
            }
          }
          while (true) {
            const ch = line[dirEnd - 1];
            if (ch === " " || ch === "	")
              dirEnd -= 1;
            else
              break;
          }
          const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
          yield* this.pushCount(line.length - n);
          this.pushNewline();
          return "stream";
        }
        if (this.atLineEnd()) {
          const sp = yield* this.pushSpaces(true);
          yield* this.pushCount(line.length - sp);
          yield* this.pushNewline();
          return "stream";
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
      }
      *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
          return this.setNext("line-start");
        if (ch === "-" || ch === ".") {
          if (!this.atEnd && !this.hasChars(4))
            return this.setNext("line-start");
          const s = this.peek(3);
          if ((s === "---" || s === "...") && isEmpty2(this.charAt(3))) {
            yield* this.pushCount(3);
            this.indentValue = 0;
            this.indentNext = 0;
            return s === "---" ? "doc" : "stream";
          }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty2(this.charAt(1)))
          this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
      }
      *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
          return this.setNext("block-start");
        if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty2(ch1)) {
          const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
          this.indentNext = this.indentValue + 1;
          this.indentValue += n;
          return "block-start";
        }
        return "doc";
      }
      *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
          return this.setNext("doc");
        let n = yield* this.pushIndicators();
        switch (line[n]) {
          case "#":
            yield* this.pushCount(line.length - n);
          // fallthrough
          case void 0:
            yield* this.pushNewline();
            return yield* this.parseLineStart();
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel = 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            return "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "doc";
          case '"':
          case "'":
            return yield* this.parseQuotedScalar();
          case "|":
          case ">":
            n += yield* this.parseBlockScalarHeader();
            n += yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - n);
            yield* this.pushNewline();
            return yield* this.parseBlockScalar();
          default:
            return yield* this.parsePlainScalar();
        }
      }
      *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
          nl = yield* this.pushNewline();
          if (nl > 0) {
            sp = yield* this.pushSpaces(false);
            this.indentValue = indent = sp;
          } else {
            sp = 0;
          }
          sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
          return this.setNext("flow");
        if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty2(line[3])) {
          const atFlowEndMarker = indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}");
          if (!atFlowEndMarker) {
            this.flowLevel = 0;
            yield cst.FLOW_END;
            return yield* this.parseLineStart();
          }
        }
        let n = 0;
        while (line[n] === ",") {
          n += yield* this.pushCount(1);
          n += yield* this.pushSpaces(true);
          this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
          case void 0:
            return "flow";
          case "#":
            yield* this.pushCount(line.length - n);
            return "flow";
          case "{":
          case "[":
            yield* this.pushCount(1);
            this.flowKey = false;
            this.flowLevel += 1;
            return "flow";
          case "}":
          case "]":
            yield* this.pushCount(1);
            this.flowKey = true;
            this.flowLevel -= 1;
            return this.flowLevel ? "flow" : "doc";
          case "*":
            yield* this.pushUntil(isNotAnchorChar);
            return "flow";
          case '"':
          case "'":
            this.flowKey = true;
            return yield* this.parseQuotedScalar();
          case ":": {
            const next = this.charAt(1);
            if (this.flowKey || isEmpty2(next) || next === ",") {
              this.flowKey = false;
              yield* this.pushCount(1);
              yield* this.pushSpaces(true);
              return "flow";
            }
          }
          // fallthrough
          default:
            this.flowKey = false;
            return yield* this.parsePlainScalar();
        }
      }
      *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
          while (end !== -1 && this.buffer[end + 1] === "'")
            end = this.buffer.indexOf("'", end + 2);
        } else {
          while (end !== -1) {
            let n = 0;
            while (this.buffer[end - 1 - n] === "\\")
              n += 1;
            if (n % 2 === 0)
              break;
            end = this.buffer.indexOf('"', end + 1);
          }
        }
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf("\n", this.pos);
        if (nl !== -1) {
          while (nl !== -1) {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = qb.indexOf("\n", cs);
          }
          if (nl !== -1) {
            end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
          }
        }
        if (end === -1) {
          if (!this.atEnd)
            return this.setNext("quoted-scalar");
          end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? "flow" : "doc";
      }
      *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
          const ch = this.buffer[++i];
          if (ch === "+")
            this.blockScalarKeep = true;
          else if (ch > "0" && ch <= "9")
            this.blockScalarIndent = Number(ch) - 1;
          else if (ch !== "-")
            break;
        }
        return yield* this.pushUntil((ch) => isEmpty2(ch) || ch === "#");
      }
      *parseBlockScalar() {
        let nl = this.pos - 1;
        let indent = 0;
        let ch;
        loop: for (let i2 = this.pos; ch = this.buffer[i2]; ++i2) {
          switch (ch) {
            case " ":
              indent += 1;
              break;
            case "\n":
              nl = i2;
              indent = 0;
              break;
            case "\r": {
              const next = this.buffer[i2 + 1];
              if (!next && !this.atEnd)
                return this.setNext("block-scalar");
              if (next === "\n")
                break;
            }
            // fallthrough
            default:
              break loop;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("block-scalar");
        if (indent >= this.indentNext) {
          if (this.blockScalarIndent === -1)
            this.indentNext = indent;
          else {
            this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
          }
          do {
            const cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = this.buffer.indexOf("\n", cs);
          } while (nl !== -1);
          if (nl === -1) {
            if (!this.atEnd)
              return this.setNext("block-scalar");
            nl = this.buffer.length;
          }
        }
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === " ")
          ch = this.buffer[++i];
        if (ch === "	") {
          while (ch === "	" || ch === " " || ch === "\r" || ch === "\n")
            ch = this.buffer[++i];
          nl = i - 1;
        } else if (!this.blockScalarKeep) {
          do {
            let i2 = nl - 1;
            let ch2 = this.buffer[i2];
            if (ch2 === "\r")
              ch2 = this.buffer[--i2];
            const lastChar = i2;
            while (ch2 === " ")
              ch2 = this.buffer[--i2];
            if (ch2 === "\n" && i2 >= this.pos && i2 + 1 + indent > lastChar)
              nl = i2;
            else
              break;
          } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
      }
      *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while (ch = this.buffer[++i]) {
          if (ch === ":") {
            const next = this.buffer[i + 1];
            if (isEmpty2(next) || inFlow && flowIndicatorChars.has(next))
              break;
            end = i;
          } else if (isEmpty2(ch)) {
            let next = this.buffer[i + 1];
            if (ch === "\r") {
              if (next === "\n") {
                i += 1;
                ch = "\n";
                next = this.buffer[i + 1];
              } else
                end = i;
            }
            if (next === "#" || inFlow && flowIndicatorChars.has(next))
              break;
            if (ch === "\n") {
              const cs = this.continueScalar(i + 1);
              if (cs === -1)
                break;
              i = Math.max(i, cs - 2);
            }
          } else {
            if (inFlow && flowIndicatorChars.has(ch))
              break;
            end = i;
          }
        }
        if (!ch && !this.atEnd)
          return this.setNext("plain-scalar");
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? "flow" : "doc";
      }
      *pushCount(n) {
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos += n;
          return n;
        }
        return 0;
      }
      *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
          yield s;
          this.pos += s.length;
          return s.length;
        } else if (allowEmpty)
          yield "";
        return 0;
      }
      *pushIndicators() {
        let n = 0;
        loop: while (true) {
          switch (this.charAt(0)) {
            case "!":
              n += yield* this.pushTag();
              n += yield* this.pushSpaces(true);
              continue loop;
            case "&":
              n += yield* this.pushUntil(isNotAnchorChar);
              n += yield* this.pushSpaces(true);
              continue loop;
            case "-":
            // this is an error
            case "?":
            // this is an error outside flow collections
            case ":": {
              const inFlow = this.flowLevel > 0;
              const ch1 = this.charAt(1);
              if (isEmpty2(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
                if (!inFlow)
                  this.indentNext = this.indentValue + 1;
                else if (this.flowKey)
                  this.flowKey = false;
                n += yield* this.pushCount(1);
                n += yield* this.pushSpaces(true);
                continue loop;
              }
            }
          }
          break loop;
        }
        return n;
      }
      *pushTag() {
        if (this.charAt(1) === "<") {
          let i = this.pos + 2;
          let ch = this.buffer[i];
          while (!isEmpty2(ch) && ch !== ">")
            ch = this.buffer[++i];
          return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
        } else {
          let i = this.pos + 1;
          let ch = this.buffer[i];
          while (ch) {
            if (tagChars.has(ch))
              ch = this.buffer[++i];
            else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) {
              ch = this.buffer[i += 3];
            } else
              break;
          }
          return yield* this.pushToIndex(i, false);
        }
      }
      *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === "\n")
          return yield* this.pushCount(1);
        else if (ch === "\r" && this.charAt(1) === "\n")
          return yield* this.pushCount(2);
        else
          return 0;
      }
      *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
          ch = this.buffer[++i];
        } while (ch === " " || allowTabs && ch === "	");
        const n = i - this.pos;
        if (n > 0) {
          yield this.buffer.substr(this.pos, n);
          this.pos = i;
        }
        return n;
      }
      *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
          ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
      }
    };
    exports.Lexer = Lexer;
  }
});

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJS({
  "node_modules/yaml/dist/parse/line-counter.js"(exports) {
    "use strict";
    var LineCounter2 = class {
      constructor() {
        this.lineStarts = [];
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        this.linePos = (offset) => {
          let low = 0;
          let high = this.lineStarts.length;
          while (low < high) {
            const mid = low + high >> 1;
            if (this.lineStarts[mid] < offset)
              low = mid + 1;
            else
              high = mid;
          }
          if (this.lineStarts[low] === offset)
            return { line: low + 1, col: 1 };
          if (low === 0)
            return { line: 0, col: offset };
          const start = this.lineStarts[low - 1];
          return { line: low, col: offset - start + 1 };
        };
      }
    };
    exports.LineCounter = LineCounter2;
  }
});

// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJS({
  "node_modules/yaml/dist/parse/parser.js"(exports) {
    "use strict";
    var node_process = __require("process");
    var cst = require_cst();
    var lexer = require_lexer();
    function includesToken(list, type) {
      for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
          return true;
      return false;
    }
    function findNonEmptyIndex(list) {
      for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i;
        }
      }
      return -1;
    }
    function isFlowToken(token) {
      switch (token?.type) {
        case "alias":
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "flow-collection":
          return true;
        default:
          return false;
      }
    }
    function getPrevProps(parent) {
      switch (parent.type) {
        case "document":
          return parent.start;
        case "block-map": {
          const it = parent.items[parent.items.length - 1];
          return it.sep ?? it.start;
        }
        case "block-seq":
          return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
          return [];
      }
    }
    function getFirstKeyStartProps(prev) {
      if (prev.length === 0)
        return [];
      let i = prev.length;
      loop: while (--i >= 0) {
        switch (prev[i].type) {
          case "doc-start":
          case "explicit-key-ind":
          case "map-value-ind":
          case "seq-item-ind":
          case "newline":
            break loop;
        }
      }
      while (prev[++i]?.type === "space") {
      }
      return prev.splice(i, prev.length);
    }
    function arrayPushArray(target, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
      else
        for (let i = 0; i < source.length; ++i)
          target.push(source[i]);
    }
    function fixFlowSeqItems(fc) {
      if (fc.start.type === "flow-seq-start") {
        for (const it of fc.items) {
          if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
            if (it.key)
              it.value = it.key;
            delete it.key;
            if (isFlowToken(it.value)) {
              if (it.value.end)
                arrayPushArray(it.value.end, it.sep);
              else
                it.value.end = it.sep;
            } else
              arrayPushArray(it.start, it.sep);
            delete it.sep;
          }
        }
      }
    }
    var Parser = class {
      /**
       * @param onNewLine - If defined, called separately with the start position of
       *   each new line (in `parse()`, including the start of input).
       */
      constructor(onNewLine) {
        this.atNewLine = true;
        this.atScalar = false;
        this.indent = 0;
        this.offset = 0;
        this.onKeyLine = false;
        this.stack = [];
        this.source = "";
        this.type = "";
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
      }
      /**
       * Parse `source` as a YAML stream.
       * If `incomplete`, a part of the last line may be left as a buffer for the next call.
       *
       * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
       *
       * @returns A generator of tokens representing each directive, document, and other structure.
       */
      *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
          this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
          yield* this.next(lexeme);
        if (!incomplete)
          yield* this.end();
      }
      /**
       * Advance the parser by the `source` of one lexical token.
       */
      *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
          console.log("|", cst.prettyToken(source));
        if (this.atScalar) {
          this.atScalar = false;
          yield* this.step();
          this.offset += source.length;
          return;
        }
        const type = cst.tokenType(source);
        if (!type) {
          const message = `Not a YAML token: ${source}`;
          yield* this.pop({ type: "error", offset: this.offset, message, source });
          this.offset += source.length;
        } else if (type === "scalar") {
          this.atNewLine = false;
          this.atScalar = true;
          this.type = "scalar";
        } else {
          this.type = type;
          yield* this.step();
          switch (type) {
            case "newline":
              this.atNewLine = true;
              this.indent = 0;
              if (this.onNewLine)
                this.onNewLine(this.offset + source.length);
              break;
            case "space":
              if (this.atNewLine && source[0] === " ")
                this.indent += source.length;
              break;
            case "explicit-key-ind":
            case "map-value-ind":
            case "seq-item-ind":
              if (this.atNewLine)
                this.indent += source.length;
              break;
            case "doc-mode":
            case "flow-error-end":
              return;
            default:
              this.atNewLine = false;
          }
          this.offset += source.length;
        }
      }
      /** Call at end of input to push out any remaining constructions */
      *end() {
        while (this.stack.length > 0)
          yield* this.pop();
      }
      get sourceToken() {
        const st = {
          type: this.type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
        return st;
      }
      *step() {
        const top = this.peek(1);
        if (this.type === "doc-end" && top?.type !== "doc-end") {
          while (this.stack.length > 0)
            yield* this.pop();
          this.stack.push({
            type: "doc-end",
            offset: this.offset,
            source: this.source
          });
          return;
        }
        if (!top)
          return yield* this.stream();
        switch (top.type) {
          case "document":
            return yield* this.document(top);
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return yield* this.scalar(top);
          case "block-scalar":
            return yield* this.blockScalar(top);
          case "block-map":
            return yield* this.blockMap(top);
          case "block-seq":
            return yield* this.blockSequence(top);
          case "flow-collection":
            return yield* this.flowCollection(top);
          case "doc-end":
            return yield* this.documentEnd(top);
        }
        yield* this.pop();
      }
      peek(n) {
        return this.stack[this.stack.length - n];
      }
      *pop(error) {
        const token = error ?? this.stack.pop();
        if (!token) {
          const message = "Tried to pop an empty stack";
          yield { type: "error", offset: this.offset, source: "", message };
        } else if (this.stack.length === 0) {
          yield token;
        } else {
          const top = this.peek(1);
          if (token.type === "block-scalar") {
            token.indent = "indent" in top ? top.indent : 0;
          } else if (token.type === "flow-collection" && top.type === "document") {
            token.indent = 0;
          }
          if (token.type === "flow-collection")
            fixFlowSeqItems(token);
          switch (top.type) {
            case "document":
              top.value = token;
              break;
            case "block-scalar":
              top.props.push(token);
              break;
            case "block-map": {
              const it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token, sep: [] });
                this.onKeyLine = true;
                return;
              } else if (it.sep) {
                it.value = token;
              } else {
                Object.assign(it, { key: token, sep: [] });
                this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              const it = top.items[top.items.length - 1];
              if (it.value)
                top.items.push({ start: [], value: token });
              else
                it.value = token;
              break;
            }
            case "flow-collection": {
              const it = top.items[top.items.length - 1];
              if (!it || it.value)
                top.items.push({ start: [], key: token, sep: [] });
              else if (it.sep)
                it.value = token;
              else
                Object.assign(it, { key: token, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop();
              yield* this.pop(token);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
            const last = token.items[token.items.length - 1];
            if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
              if (top.type === "document")
                top.end = last.start;
              else
                top.items.push({ start: last.start });
              token.items.splice(-1, 1);
            }
          }
        }
      }
      *stream() {
        switch (this.type) {
          case "directive-line":
            yield { type: "directive", offset: this.offset, source: this.source };
            return;
          case "byte-order-mark":
          case "space":
          case "comment":
          case "newline":
            yield this.sourceToken;
            return;
          case "doc-mode":
          case "doc-start": {
            const doc = {
              type: "document",
              offset: this.offset,
              start: []
            };
            if (this.type === "doc-start")
              doc.start.push(this.sourceToken);
            this.stack.push(doc);
            return;
          }
        }
        yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML stream`,
          source: this.source
        };
      }
      *document(doc) {
        if (doc.value)
          return yield* this.lineEnd(doc);
        switch (this.type) {
          case "doc-start": {
            if (findNonEmptyIndex(doc.start) !== -1) {
              yield* this.pop();
              yield* this.step();
            } else
              doc.start.push(this.sourceToken);
            return;
          }
          case "anchor":
          case "tag":
          case "space":
          case "comment":
          case "newline":
            doc.start.push(this.sourceToken);
            return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
          this.stack.push(bv);
        else {
          yield {
            type: "error",
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML document`,
            source: this.source
          };
        }
      }
      *scalar(scalar) {
        if (this.type === "map-value-ind") {
          const prev = getPrevProps(this.peek(2));
          const start = getFirstKeyStartProps(prev);
          let sep;
          if (scalar.end) {
            sep = scalar.end;
            sep.push(this.sourceToken);
            delete scalar.end;
          } else
            sep = [this.sourceToken];
          const map = {
            type: "block-map",
            offset: scalar.offset,
            indent: scalar.indent,
            items: [{ start, key: scalar, sep }]
          };
          this.onKeyLine = true;
          this.stack[this.stack.length - 1] = map;
        } else
          yield* this.lineEnd(scalar);
      }
      *blockScalar(scalar) {
        switch (this.type) {
          case "space":
          case "comment":
          case "newline":
            scalar.props.push(this.sourceToken);
            return;
          case "scalar":
            scalar.source = this.source;
            this.atNewLine = true;
            this.indent = 0;
            if (this.onNewLine) {
              let nl = this.source.indexOf("\n") + 1;
              while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf("\n", nl) + 1;
              }
            }
            yield* this.pop();
            break;
          /* istanbul ignore next should not happen */
          default:
            yield* this.pop();
            yield* this.step();
        }
      }
      *blockMap(map) {
        const it = map.items[map.items.length - 1];
        switch (this.type) {
          case "newline":
            this.onKeyLine = false;
            if (it.value) {
              const end = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end) ? end[end.length - 1] : void 0;
              if (last?.type === "comment")
                end?.push(this.sourceToken);
              else
                map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              it.start.push(this.sourceToken);
            }
            return;
          case "space":
          case "comment":
            if (it.value) {
              map.items.push({ start: [this.sourceToken] });
            } else if (it.sep) {
              it.sep.push(this.sourceToken);
            } else {
              if (this.atIndentedComment(it.start, map.indent)) {
                const prev = map.items[map.items.length - 2];
                const end = prev?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start);
                  end.push(this.sourceToken);
                  map.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
        }
        if (this.indent >= map.indent) {
          const atMapIndent = !this.onKeyLine && this.indent === map.indent;
          const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
          let start = [];
          if (atNextItem && it.sep && !it.value) {
            const nl = [];
            for (let i = 0; i < it.sep.length; ++i) {
              const st = it.sep[i];
              switch (st.type) {
                case "newline":
                  nl.push(i);
                  break;
                case "space":
                  break;
                case "comment":
                  if (st.indent > map.indent)
                    nl.length = 0;
                  break;
                default:
                  nl.length = 0;
              }
            }
            if (nl.length >= 2)
              start = it.sep.splice(nl[1]);
          }
          switch (this.type) {
            case "anchor":
            case "tag":
              if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start });
                this.onKeyLine = true;
              } else if (it.sep) {
                it.sep.push(this.sourceToken);
              } else {
                it.start.push(this.sourceToken);
              }
              return;
            case "explicit-key-ind":
              if (!it.sep && !it.explicitKey) {
                it.start.push(this.sourceToken);
                it.explicitKey = true;
              } else if (atNextItem || it.value) {
                start.push(this.sourceToken);
                map.items.push({ start, explicitKey: true });
              } else {
                this.stack.push({
                  type: "block-map",
                  offset: this.offset,
                  indent: this.indent,
                  items: [{ start: [this.sourceToken], explicitKey: true }]
                });
              }
              this.onKeyLine = true;
              return;
            case "map-value-ind":
              if (it.explicitKey) {
                if (!it.sep) {
                  if (includesToken(it.start, "newline")) {
                    Object.assign(it, { key: null, sep: [this.sourceToken] });
                  } else {
                    const start2 = getFirstKeyStartProps(it.start);
                    this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key: null, sep: [this.sourceToken] }]
                    });
                  }
                } else if (it.value) {
                  map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                  });
                } else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
                  const start2 = getFirstKeyStartProps(it.start);
                  const key = it.key;
                  const sep = it.sep;
                  sep.push(this.sourceToken);
                  delete it.key;
                  delete it.sep;
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: start2, key, sep }]
                  });
                } else if (start.length > 0) {
                  it.sep = it.sep.concat(start, this.sourceToken);
                } else {
                  it.sep.push(this.sourceToken);
                }
              } else {
                if (!it.sep) {
                  Object.assign(it, { key: null, sep: [this.sourceToken] });
                } else if (it.value || atNextItem) {
                  map.items.push({ start, key: null, sep: [this.sourceToken] });
                } else if (includesToken(it.sep, "map-value-ind")) {
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [], key: null, sep: [this.sourceToken] }]
                  });
                } else {
                  it.sep.push(this.sourceToken);
                }
              }
              this.onKeyLine = true;
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs = this.flowScalar(this.type);
              if (atNextItem || it.value) {
                map.items.push({ start, key: fs, sep: [] });
                this.onKeyLine = true;
              } else if (it.sep) {
                this.stack.push(fs);
              } else {
                Object.assign(it, { key: fs, sep: [] });
                this.onKeyLine = true;
              }
              return;
            }
            default: {
              const bv = this.startBlockValue(map);
              if (bv) {
                if (bv.type === "block-seq") {
                  if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
                    yield* this.pop({
                      type: "error",
                      offset: this.offset,
                      message: "Unexpected block-seq-ind on same line with key",
                      source: this.source
                    });
                    return;
                  }
                } else if (atMapIndent) {
                  map.items.push({ start });
                }
                this.stack.push(bv);
                return;
              }
            }
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
          case "newline":
            if (it.value) {
              const end = "end" in it.value ? it.value.end : void 0;
              const last = Array.isArray(end) ? end[end.length - 1] : void 0;
              if (last?.type === "comment")
                end?.push(this.sourceToken);
              else
                seq.items.push({ start: [this.sourceToken] });
            } else
              it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              seq.items.push({ start: [this.sourceToken] });
            else {
              if (this.atIndentedComment(it.start, seq.indent)) {
                const prev = seq.items[seq.items.length - 2];
                const end = prev?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start);
                  end.push(this.sourceToken);
                  seq.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
          case "anchor":
          case "tag":
            if (it.value || this.indent <= seq.indent)
              break;
            it.start.push(this.sourceToken);
            return;
          case "seq-item-ind":
            if (this.indent !== seq.indent)
              break;
            if (it.value || includesToken(it.start, "seq-item-ind"))
              seq.items.push({ start: [this.sourceToken] });
            else
              it.start.push(this.sourceToken);
            return;
        }
        if (this.indent > seq.indent) {
          const bv = this.startBlockValue(seq);
          if (bv) {
            this.stack.push(bv);
            return;
          }
        }
        yield* this.pop();
        yield* this.step();
      }
      *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === "flow-error-end") {
          let top;
          do {
            yield* this.pop();
            top = this.peek(1);
          } while (top?.type === "flow-collection");
        } else if (fc.end.length === 0) {
          switch (this.type) {
            case "comma":
            case "explicit-key-ind":
              if (!it || it.sep)
                fc.items.push({ start: [this.sourceToken] });
              else
                it.start.push(this.sourceToken);
              return;
            case "map-value-ind":
              if (!it || it.value)
                fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                Object.assign(it, { key: null, sep: [this.sourceToken] });
              return;
            case "space":
            case "comment":
            case "newline":
            case "anchor":
            case "tag":
              if (!it || it.value)
                fc.items.push({ start: [this.sourceToken] });
              else if (it.sep)
                it.sep.push(this.sourceToken);
              else
                it.start.push(this.sourceToken);
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              const fs = this.flowScalar(this.type);
              if (!it || it.value)
                fc.items.push({ start: [], key: fs, sep: [] });
              else if (it.sep)
                this.stack.push(fs);
              else
                Object.assign(it, { key: fs, sep: [] });
              return;
            }
            case "flow-map-end":
            case "flow-seq-end":
              fc.end.push(this.sourceToken);
              return;
          }
          const bv = this.startBlockValue(fc);
          if (bv)
            this.stack.push(bv);
          else {
            yield* this.pop();
            yield* this.step();
          }
        } else {
          const parent = this.peek(2);
          if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
            yield* this.pop();
            yield* this.step();
          } else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            fixFlowSeqItems(fc);
            const sep = fc.end.splice(1, fc.end.length);
            sep.push(this.sourceToken);
            const map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
          } else {
            yield* this.lineEnd(fc);
          }
        }
      }
      flowScalar(type) {
        if (this.onNewLine) {
          let nl = this.source.indexOf("\n") + 1;
          while (nl !== 0) {
            this.onNewLine(this.offset + nl);
            nl = this.source.indexOf("\n", nl) + 1;
          }
        }
        return {
          type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      startBlockValue(parent) {
        switch (this.type) {
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return this.flowScalar(this.type);
          case "block-scalar-header":
            return {
              type: "block-scalar",
              offset: this.offset,
              indent: this.indent,
              props: [this.sourceToken],
              source: ""
            };
          case "flow-map-start":
          case "flow-seq-start":
            return {
              type: "flow-collection",
              offset: this.offset,
              indent: this.indent,
              start: this.sourceToken,
              items: [],
              end: []
            };
          case "seq-item-ind":
            return {
              type: "block-seq",
              offset: this.offset,
              indent: this.indent,
              items: [{ start: [this.sourceToken] }]
            };
          case "explicit-key-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            start.push(this.sourceToken);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, explicitKey: true }]
            };
          }
          case "map-value-ind": {
            this.onKeyLine = true;
            const prev = getPrevProps(parent);
            const start = getFirstKeyStartProps(prev);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, key: null, sep: [this.sourceToken] }]
            };
          }
        }
        return null;
      }
      atIndentedComment(start, indent) {
        if (this.type !== "comment")
          return false;
        if (this.indent <= indent)
          return false;
        return start.every((st) => st.type === "newline" || st.type === "space");
      }
      *documentEnd(docEnd) {
        if (this.type !== "doc-mode") {
          if (docEnd.end)
            docEnd.end.push(this.sourceToken);
          else
            docEnd.end = [this.sourceToken];
          if (this.type === "newline")
            yield* this.pop();
        }
      }
      *lineEnd(token) {
        switch (this.type) {
          case "comma":
          case "doc-start":
          case "doc-end":
          case "flow-seq-end":
          case "flow-map-end":
          case "map-value-ind":
            yield* this.pop();
            yield* this.step();
            break;
          case "newline":
            this.onKeyLine = false;
          // fallthrough
          case "space":
          case "comment":
          default:
            if (token.end)
              token.end.push(this.sourceToken);
            else
              token.end = [this.sourceToken];
            if (this.type === "newline")
              yield* this.pop();
        }
      }
    };
    exports.Parser = Parser;
  }
});

// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJS({
  "node_modules/yaml/dist/public-api.js"(exports) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var errors = require_errors();
    var log = require_log();
    var identity = require_identity();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    function parseOptions(options) {
      const prettyErrors = options.prettyErrors !== false;
      const lineCounter$1 = options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null;
      return { lineCounter: lineCounter$1, prettyErrors };
    }
    function parseAllDocuments(source, options = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options);
      const docs = Array.from(composer$1.compose(parser$1.parse(source)));
      if (prettyErrors && lineCounter2)
        for (const doc of docs) {
          doc.errors.forEach(errors.prettifyError(source, lineCounter2));
          doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
        }
      if (docs.length > 0)
        return docs;
      return Object.assign([], { empty: true }, composer$1.streamInfo());
    }
    function parseDocument2(source, options = {}) {
      const { lineCounter: lineCounter2, prettyErrors } = parseOptions(options);
      const parser$1 = new parser.Parser(lineCounter2?.addNewLine);
      const composer$1 = new composer.Composer(options);
      let doc = null;
      for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
          doc = _doc;
        else if (doc.options.logLevel !== "silent") {
          doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
          break;
        }
      }
      if (prettyErrors && lineCounter2) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter2));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
      }
      return doc;
    }
    function parse(src, reviver, options) {
      let _reviver = void 0;
      if (typeof reviver === "function") {
        _reviver = reviver;
      } else if (options === void 0 && reviver && typeof reviver === "object") {
        options = reviver;
      }
      const doc = parseDocument2(src, options);
      if (!doc)
        return null;
      doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
      if (doc.errors.length > 0) {
        if (doc.options.logLevel !== "silent")
          throw doc.errors[0];
        else
          doc.errors = [];
      }
      return doc.toJS(Object.assign({ reviver: _reviver }, options));
    }
    function stringify(value, replacer, options) {
      let _replacer = null;
      if (typeof replacer === "function" || Array.isArray(replacer)) {
        _replacer = replacer;
      } else if (options === void 0 && replacer) {
        options = replacer;
      }
      if (typeof options === "string")
        options = options.length;
      if (typeof options === "number") {
        const indent = Math.round(options);
        options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
      }
      if (value === void 0) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
          return void 0;
      }
      if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
      return new Document.Document(value, _replacer, options).toString(options);
    }
    exports.parse = parse;
    exports.parseAllDocuments = parseAllDocuments;
    exports.parseDocument = parseDocument2;
    exports.stringify = stringify;
  }
});

// node_modules/yaml/dist/index.js
var require_dist = __commonJS({
  "node_modules/yaml/dist/index.js"(exports) {
    "use strict";
    var composer = require_composer();
    var Document = require_Document();
    var Schema = require_Schema();
    var errors = require_errors();
    var Alias = require_Alias();
    var identity = require_identity();
    var Pair = require_Pair();
    var Scalar2 = require_Scalar();
    var YAMLMap = require_YAMLMap();
    var YAMLSeq = require_YAMLSeq();
    var cst = require_cst();
    var lexer = require_lexer();
    var lineCounter = require_line_counter();
    var parser = require_parser();
    var publicApi = require_public_api();
    var visit2 = require_visit();
    exports.Composer = composer.Composer;
    exports.Document = Document.Document;
    exports.Schema = Schema.Schema;
    exports.YAMLError = errors.YAMLError;
    exports.YAMLParseError = errors.YAMLParseError;
    exports.YAMLWarning = errors.YAMLWarning;
    exports.Alias = Alias.Alias;
    exports.isAlias = identity.isAlias;
    exports.isCollection = identity.isCollection;
    exports.isDocument = identity.isDocument;
    exports.isMap = identity.isMap;
    exports.isNode = identity.isNode;
    exports.isPair = identity.isPair;
    exports.isScalar = identity.isScalar;
    exports.isSeq = identity.isSeq;
    exports.Pair = Pair.Pair;
    exports.Scalar = Scalar2.Scalar;
    exports.YAMLMap = YAMLMap.YAMLMap;
    exports.YAMLSeq = YAMLSeq.YAMLSeq;
    exports.CST = cst;
    exports.Lexer = lexer.Lexer;
    exports.LineCounter = lineCounter.LineCounter;
    exports.Parser = parser.Parser;
    exports.parse = publicApi.parse;
    exports.parseAllDocuments = publicApi.parseAllDocuments;
    exports.parseDocument = publicApi.parseDocument;
    exports.stringify = publicApi.stringify;
    exports.visit = visit2.visit;
    exports.visitAsync = visit2.visitAsync;
  }
});

// src/session/session.ts
import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { isAbsolute as isAbsolute2, join as join11, resolve as resolve5 } from "node:path";

// src/flow/open.ts
import { join as join8 } from "node:path";

// src/base/owner.ts
import { hostname } from "node:os";
var WRITTEN = /^([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)$/;
var UNKNOWN_BOOT = "00000000";
async function textOf(files, path) {
  try {
    return Buffer.from(await files.read(path)).toString("latin1");
  } catch {
    return void 0;
  }
}
async function startOf(files, pid) {
  const stat2 = await textOf(files, `/proc/${pid}/stat`);
  return stat2?.slice(stat2.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
}
async function thisProcess(files) {
  const boot = await textOf(files, "/proc/sys/kernel/random/boot_id");
  return {
    host: sha256(hostname()).slice(0, 8),
    boot: boot === void 0 ? UNKNOWN_BOOT : boot.slice(0, 8),
    pid: process.pid,
    start: await startOf(files, process.pid)
  };
}
function formatOwner(owner) {
  return `${owner.host}-${owner.boot}-${owner.pid}-${owner.start}`;
}
function parseOwner(text) {
  const [, host, boot, pid, start] = WRITTEN.exec(text) ?? [];
  if (host === void 0 || boot === void 0 || pid === void 0 || start === void 0) return void 0;
  return { host, boot, pid: Number(pid), start };
}
function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
async function stateOf(files, owner, me) {
  if (owner.host !== me.host) return "unknown";
  if (owner.boot !== me.boot) return "dead";
  if (!exists(owner.pid)) return "dead";
  const start = await startOf(files, owner.pid);
  return start === "0" || owner.start === "0" || start === owner.start ? "alive" : "dead";
}

// src/google/github-token.ts
var SECONDS = 1e3;
var TIMEOUTS = { connect: 10 * SECONDS, headers: 20 * SECONDS, idle: 20 * SECONDS };
var MOST_BYTES = 1e5;
async function githubToken(options) {
  const { env, http, audience } = options;
  const address = env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "";
  const right = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
  if (address === "" || right === "") {
    throw new ConfigurationError(
      "GOOGLE_ID_TOKEN",
      env["GITHUB_ACTIONS"] === "true" ? 'this job may not ask GitHub for its identity; add "permissions: { contents: read, id-token: write }" to the job, and to the workflow that calls it' : '"google:" in the pipeline file is for GitHub jobs; on a laptop remove it and run "gcloud auth application-default login"'
    );
  }
  const url = new URL(address);
  url.searchParams.set("audience", audience);
  const answer = await http.request({
    method: "GET",
    url,
    headers: { authorization: `Bearer ${right}`, accept: "application/json" },
    timeouts: TIMEOUTS,
    // The runner names it, and its own service may lie in its own network.
    allowPrivate: true,
    signal: AbortSignal.timeout(60 * SECONDS)
  });
  let text = "";
  for await (const chunk of answer.body) {
    text += new TextDecoder().decode(chunk);
    if (text.length > MOST_BYTES) break;
  }
  if (answer.status !== 200) {
    throw new OutageError("GOOGLE_ID_TOKEN", `GitHub gave this job no token: status ${answer.status}`, {
      data: { status: answer.status },
      retryable: answer.status >= 500 || answer.status === 429
    });
  }
  const value = readValue(text);
  if (value === void 0) throw new OutageError("GOOGLE_ID_TOKEN", "GitHub's answer holds no token");
  return value;
}
function readValue(text) {
  try {
    const { value } = JSON.parse(text);
    return typeof value === "string" ? value : void 0;
  } catch {
    return void 0;
  }
}

// src/google/problem.ts
function problemOf(error) {
  const { code, status, response, errors, message } = error ?? {};
  const found2 = [code, status, response?.statusCode, response?.status].map(numberOf).find((each) => each !== void 0);
  const first = Array.isArray(errors) ? errors[0] : void 0;
  const told = typeof message === "string" && message !== "" ? message : String(error);
  return {
    ...found2 === void 0 ? {} : { status: found2 },
    ...typeof first?.reason === "string" ? { reason: first.reason } : {},
    message: oneLine(first?.message ?? bodyMessage(told) ?? told)
  };
}
function isPassingStatus(status) {
  return status === void 0 || [408, 429, 500, 502, 503, 504].includes(status);
}
function describeProblem({ status, reason, message }) {
  const facts = [status, reason].filter((each) => each !== void 0).join(" ");
  return facts === "" ? message : `${message} (${facts})`;
}
function oneLine(text) {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
function isBug(error) {
  return error instanceof TypeError && error.cause === void 0 || error instanceof ReferenceError;
}
function bodyMessage(text) {
  if (!text.startsWith("{")) return void 0;
  try {
    const { error } = JSON.parse(text);
    return typeof error?.message === "string" ? error.message : void 0;
  } catch {
    return void 0;
  }
}
function numberOf(code) {
  if (typeof code === "number") return code;
  return typeof code === "string" && /^[1-5]\d\d$/.test(code) ? Number(code) : void 0;
}

// src/google/login.ts
var EMULATORS = {
  storage: "STORAGE_EMULATOR_HOST",
  bigquery: "BIGQUERY_EMULATOR_HOST"
};
function createLogin(options) {
  const { env } = options;
  let identity;
  return {
    async connect(api) {
      const host = env[EMULATORS[api]]?.trim();
      if (host !== void 0 && host !== "") {
        const { nobody } = await import("./chunk-Y5U44DMP.mjs");
        return { apiEndpoint: /^https?:\/\//i.test(host) ? host : `http://${host}`, authClient: nobody() };
      }
      identity ??= logIn(options);
      return { authClient: await identity };
    }
  };
}
async function logIn({ env, federation, http, log, endpoints }) {
  const { applicationDefault, federated, isKey } = await import("./chunk-Y5U44DMP.mjs");
  try {
    const client = federation === void 0 ? await applicationDefault(env["GOOGLE_APPLICATION_CREDENTIALS"]) : federated({ ...federation, endpoints, token: (audience) => githubToken({ env, http, audience }) });
    if (isKey(client)) {
      log.warn(
        'Google knows this run by the key of a service account, which whoever has it can use until it is deleted; a GitHub job can log in without one: see "google:" in docs/google-cloud.md'
      );
    }
    await client.getAccessToken();
    return client;
  } catch (error) {
    throw loginFailure(error);
  }
}
function loginFailure(error) {
  if (error instanceof LakeferryError || isBug(error)) return error;
  const problem = problemOf(error);
  if (/default credentials/i.test(problem.message)) {
    return new ConfigurationError(
      "GOOGLE_LOGIN",
      'there are no Google credentials; on a laptop run "gcloud auth application-default login", in a GitHub job add "google:" to the pipeline file or run google-github-actions/auth before this step',
      {},
      error
    );
  }
  const told = `Google did not let this run in: ${describeProblem(problem)}`;
  const { status } = problem;
  if (status !== void 0 && !isPassingStatus(status)) {
    return new ConfigurationError(
      "GOOGLE_LOGIN",
      `${told}; check the provider's conditions, and that the service account lets the pool impersonate it (roles/iam.workloadIdentityUser)`,
      { status },
      error
    );
  }
  if (/ENOENT|EACCES|not a file|JSON/i.test(problem.message)) {
    return new ConfigurationError("GOOGLE_LOGIN", `${told}; check GOOGLE_APPLICATION_CREDENTIALS`, {}, error);
  }
  return new OutageError("GOOGLE_LOGIN", told, { cause: error });
}

// src/lake/open.ts
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

// src/lake/folder.ts
import { dirname, join as join4 } from "node:path";
import { Readable } from "node:stream";

// src/lake/failure.ts
var LASTING = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "ENAMETOOLONG", "ENOTDIR", "EISDIR"]);
var NO_LINKS = /* @__PURE__ */ new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);
function codeOf(error) {
  const code = error?.code;
  return typeof code === "string" ? code : void 0;
}
function lakeFailure(doing, name, lake, error) {
  const code = codeOf(error);
  if (error instanceof LakeferryError || code === void 0) return error;
  return new OutageError(`LAKE_${code}`, `cannot ${doing} ${name} in the lake ${lake}: ${reasonOf(error)}`, {
    data: { name, code },
    cause: error,
    retryable: !LASTING.has(code)
  });
}
function linkFailure(name, lake, error) {
  if (!NO_LINKS.has(codeOf(error) ?? "")) return error;
  return new ConfigurationError(
    "LAKE_LINKS",
    `cannot create ${name} in the lake ${lake}: its file system has no hard links (${codeOf(error)}), and without them two writers cannot be told apart; put the lake on a local disk`,
    { name, code: codeOf(error) },
    error
  );
}

// src/lake/listing.ts
import { join } from "node:path";

// src/lake/path.ts
var OWN_FILE = ".lakeferry-";
var LONGEST_SEGMENT = 255;
var DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
function faultOf(segment) {
  if (segment === "") return 'an empty part (it starts or ends with "/", or has "//")';
  if (segment === "." || segment === "..") return `the part "${segment}"`;
  if (/[\u0000-\u001f\u007f-\u009f]/.test(segment)) return "a control character";
  if (segment.includes("\\")) return "a backslash";
  if (/^[A-Za-z]:/.test(segment)) return "a drive letter";
  if (!segment.isWellFormed()) return "half a character (a lone surrogate)";
  if (segment.startsWith(OWN_FILE)) return `a part that starts with "${OWN_FILE}", which is reserved`;
  if (DEVICE.test(segment)) return `the device name "${segment}"`;
  if (Buffer.byteLength(segment) > LONGEST_SEGMENT) return `a part longer than ${LONGEST_SEGMENT} bytes`;
  return void 0;
}
function isObjectName(name) {
  return name.split("/").every((segment) => faultOf(segment) === void 0);
}
function segmentsOf(name) {
  const segments = name.split("/");
  for (const segment of segments) {
    const fault = faultOf(segment);
    if (fault === void 0) continue;
    throw new ConfigurationError(
      "LAKE_NAME",
      `"${safeText(name, 300)}" cannot name an object of a lake: it has ${fault}; use plain parts joined by "/", like yellow_taxi/year=2021/month=01/part-0.parquet`,
      { name }
    );
  }
  return segments;
}
function prefixOf(prefix) {
  const cut = prefix.lastIndexOf("/");
  const rest = prefix.slice(cut + 1);
  const folder = cut < 0 ? [] : segmentsOf(prefix.slice(0, cut));
  if (rest !== "" && rest !== ".") segmentsOf(rest);
  return { folder, rest };
}

// src/lake/listing.ts
function generationOf(stat2) {
  return `${stat2.size}-${stat2.mtimeNs}-${stat2.ctimeNs}`;
}
async function* walk(options) {
  const { root, folder, rest, files } = options;
  const path = join(root, ...folder);
  const names = (await files.names(path)).filter((name) => name.startsWith(rest) && !name.startsWith(OWN_FILE));
  const found2 = await Promise.all(names.map(async (name) => ({ name, stat: await files.stat(join(path, name)) })));
  const entries = found2.filter((entry) => entry.stat !== void 0 && isObjectName(entry.name)).map((entry) => ({ ...entry, order: entry.stat.isDirectory ? `${entry.name}/` : entry.name })).sort((a, b) => a.order < b.order ? -1 : 1);
  for (const { name, stat: stat2 } of entries) {
    if (stat2.isDirectory) yield* walk({ root, folder: [...folder, name], rest: "", files });
    else yield { name: [...folder, name].join("/"), stat: stat2 };
  }
}

// src/lake/lock.ts
import { join as join3 } from "node:path";

// src/lake/staging.ts
import { createHash } from "node:crypto";
import { join as join2 } from "node:path";
var DAY = 864e5;
var TEMPORARY = /^\.lakeferry-(.+)-[0-9a-z]+\.(?:tmp|lock)$/;
var LOCKED = /^[0-9a-f]{16}-/;
function temporaryName(owner, clock) {
  return `${OWN_FILE}${formatOwner(owner)}-${Math.floor(clock.random() * 36 ** 8).toString(36)}.tmp`;
}
async function stage(options) {
  const { body, folder, owner, files, clock } = options;
  const path = join2(folder, temporaryName(owner, clock));
  const target = await files.create(path);
  try {
    try {
      if (body instanceof Uint8Array) await target.write(body);
      else await copy(body, files, (bytes) => target.write(bytes));
      await target.sync();
    } finally {
      await target.close();
    }
  } catch (error) {
    await removeQuietly(files, path);
    throw error;
  }
  return path;
}
async function copy(body, files, write) {
  const hash = createHash("sha256");
  for await (const piece of files.stream(body.file)) {
    hash.update(piece);
    await write(piece);
  }
  const found2 = hash.digest("hex");
  if (found2 === body.sha256) return;
  throw new OutageError(
    "LAKE_BODY_CHANGED",
    `${body.file} changed before it was in the lake: sha256 ${found2} instead of ${body.sha256}; nothing was written, run again`,
    { data: { expected: body.sha256, found: found2 }, retryable: false }
  );
}
async function removeQuietly(files, path) {
  try {
    await files.remove(path);
  } catch {
  }
}
async function sweep(options) {
  const { folder, owner, files, clock } = options;
  for (const name of await files.names(folder)) {
    const written = TEMPORARY.exec(name)?.[1];
    if (written === void 0) continue;
    const path = join2(folder, name);
    const of = parseOwner(name.endsWith(".lock") ? written.replace(LOCKED, "") : written);
    const state = of === void 0 ? "unknown" : await stateOf(files, of, owner);
    const found2 = await files.stat(path);
    if (found2 === void 0) continue;
    const age = clock.now() - Number(found2.mtimeNs / 1000000n);
    if (state === "dead" || age > DAY) await removeQuietly(files, path);
  }
}

// src/lake/lock.ts
var TRIES = 400;
var RELEASES = 5;
var FOREIGN_LOCK_MS = 10 * 6e4;
async function withLock(options, work) {
  const { folder, file, owner, files, clock } = options;
  const prefix = `${OWN_FILE}${sha256(file).slice(0, 16)}-`;
  let holder = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const name = `${prefix}${formatOwner(owner)}-${Math.floor(clock.random() * 36 ** 8).toString(36)}.lock`;
    const path = join3(folder, name);
    await (await files.create(path)).close();
    try {
      const other = await livingClaim(options, prefix, name);
      if (other === void 0) return await work();
      holder = other;
    } finally {
      await release(options, path);
    }
    await clock.sleep(Math.ceil(5 + clock.random() * 45));
  }
  throw new ConflictError(
    "LAKE_LOCKED",
    `${join3(folder, file)} is being replaced by another process, which does not finish; end that process, or remove ${join3(folder, holder)} if there is none, and run again`,
    { lock: holder }
  );
}
async function release(options, path) {
  const { files, clock } = options;
  for (let attempt = 1; attempt < RELEASES; attempt++) {
    try {
      return await files.remove(path);
    } catch {
      await clock.sleep(attempt * 5);
    }
  }
  await removeQuietly(files, path);
}
async function livingClaim(options, prefix, mine) {
  const { folder, owner, files, clock } = options;
  for (const name of await files.names(folder)) {
    if (name === mine || !name.startsWith(prefix) || !name.endsWith(".lock")) continue;
    const written = name.slice(prefix.length, name.lastIndexOf("-"));
    const of = parseOwner(written);
    const state = of === void 0 ? "unknown" : await stateOf(files, of, owner);
    if (state === "alive") return name;
    const found2 = await files.stat(join3(folder, name));
    if (found2 === void 0) continue;
    const age = clock.now() - Number(found2.mtimeNs / 1000000n);
    if (state === "unknown" && age <= FOREIGN_LOCK_MS) return name;
    await removeQuietly(files, join3(folder, name));
  }
  return void 0;
}

// src/lake/folder.ts
var LONGEST_TICK = 2500;
function createFolderStore(options) {
  const { folder, files, clock } = options;
  const lake = { folder, files, clock, owner: thisProcess(files), swept: false };
  const guarded = async (doing, name, work) => {
    try {
      return await work();
    } catch (error) {
      throw lakeFailure(doing, name, folder, error);
    }
  };
  return {
    url: folder,
    create: (name, body) => guarded("create", name, async () => {
      const created = await createNew(lake, name, body);
      if (created !== void 0) return created;
      throw new ConflictError(
        "STORE_EXISTS",
        `${name} is already in the lake ${folder}; somebody else wrote it first`,
        {
          name
        }
      );
    }),
    replace: (name, body, seen) => guarded("replace", name, () => replace(lake, name, body, seen)),
    get: (name) => guarded("read", name, () => get(lake, name)),
    async *list(prefix) {
      const { folder: below, rest } = prefixOf(prefix);
      try {
        for await (const { name, stat: stat2 } of walk({ root: folder, folder: below, rest, files })) {
          yield describe(name, stat2);
        }
      } catch (error) {
        if (codeOf(error) === "ENOTDIR") return;
        throw lakeFailure("list", prefix, folder, error);
      }
    },
    delete: (name) => guarded("delete", name, async () => {
      const path = join4(folder, ...segmentsOf(name));
      if (await statFile(files, path) === void 0) return;
      await checkFolders(lake, name);
      await files.remove(path);
      await files.syncFolder(dirname(path));
    })
  };
}
function describe(name, stat2) {
  return { name, generation: generationOf(stat2), bytes: stat2.size, facts: {} };
}
async function statFile(files, path) {
  try {
    const found2 = await files.stat(path);
    return found2?.isDirectory ? void 0 : found2;
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return void 0;
    throw error;
  }
}
async function checkFolders(lake, name) {
  const segments = segmentsOf(name).slice(0, -1);
  const checked = [];
  for (let depth = 1; depth <= segments.length; depth++) {
    const path = join4(lake.folder, ...segments.slice(0, depth));
    const found2 = checked.at(-1)?.missing ? void 0 : await lake.files.stat(path);
    if (found2 !== void 0 && !found2.isDirectory) {
      throw new ConfigurationError(
        "LAKE_NOT_A_FOLDER",
        `${path} is a file or a link where the lake needs a folder for ${name}; move it away`,
        { path }
      );
    }
    checked.push({ path, missing: found2 === void 0 });
  }
  return checked;
}
async function prepare(lake, name) {
  const { folder, files, clock } = lake;
  const path = join4(folder, ...segmentsOf(name));
  const folders = await checkFolders(lake, name);
  if (!lake.swept) {
    await files.makeFolder(folder);
    await sweep({ folder, owner: await lake.owner, files, clock });
    lake.swept = true;
  }
  for (const each of folders) {
    if (!each.missing) continue;
    await files.makeFolder(each.path);
    await files.syncFolder(dirname(each.path));
  }
  return path;
}
async function createNew(lake, name, body) {
  const { files } = lake;
  const path = await prepare(lake, name);
  const temporary = await stage({ ...lake, owner: await lake.owner, body });
  try {
    await files.link(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return void 0;
    throw linkFailure(name, lake.folder, error);
  } finally {
    await removeQuietly(files, temporary);
  }
  await files.syncFolder(dirname(path));
  const created = await statFile(files, path);
  if (created === void 0) throw changed(lake, name);
  return describe(name, created);
}
async function replace(lake, name, body, seen) {
  if (seen === "absent") {
    const created = await createNew(lake, name, body);
    if (created === void 0) throw changed(lake, name);
    return created;
  }
  const { folder, files, clock } = lake;
  const owner = await lake.owner;
  const path = await prepare(lake, name);
  if (!await isStill(files, path, seen)) throw changed(lake, name);
  const temporary = await stage({ ...lake, owner, body });
  try {
    return await withLock({ folder, file: name, owner, files, clock }, async () => {
      const before = await statFile(files, path);
      if (before === void 0 || generationOf(before) !== seen) throw changed(lake, name);
      await files.rename(temporary, path);
      await files.syncFolder(dirname(path));
      return describe(name, await distinguish(lake, path, before));
    });
  } catch (error) {
    await removeQuietly(files, temporary);
    throw error;
  }
}
async function isStill(files, path, seen) {
  const found2 = await statFile(files, path);
  return found2 !== void 0 && generationOf(found2) === seen;
}
async function distinguish(lake, path, before) {
  const { folder, files, clock } = lake;
  for (let tick = 0; ; tick++) {
    const after = await files.stat(path);
    if (after === void 0) throw changed(lake, path);
    if (after.ctimeNs !== before.ctimeNs || tick === LONGEST_TICK) return after;
    await clock.sleep(1);
    const second = join4(folder, temporaryName(await lake.owner, clock));
    await files.link(path, second);
    await files.remove(second);
  }
}
function changed(lake, name) {
  return new ConflictError(
    "STORE_CHANGED",
    `${name} in the lake ${lake.folder} is not the version that was seen; somebody else wrote it first, nothing was written`,
    { name }
  );
}
async function get(lake, name) {
  const { files } = lake;
  const path = join4(lake.folder, ...segmentsOf(name));
  const found2 = await statFile(files, path);
  if (found2 === void 0) return void 0;
  const described = describe(name, found2);
  async function* content2() {
    let checked = false;
    for await (const chunk of files.stream(path)) {
      if (!checked && !await isStill(files, path, described.generation)) throw changed(lake, name);
      checked = true;
      yield Uint8Array.from(chunk);
    }
  }
  return {
    ...described,
    localPath: path,
    async open() {
      if (!await isStill(files, path, described.generation)) throw changed(lake, name);
      return Readable.from(content2(), { objectMode: false });
    }
  };
}

// src/lake/gcs/failure.ts
function callFailure({ url, bucket }, what, error) {
  if (error instanceof LakeferryError) return error;
  const problem = problemOf(error);
  const { status } = problem;
  const told = `cannot ${what} in the lake ${url}: ${describeProblem(problem)}`;
  const data = { ...status === void 0 ? {} : { status } };
  if (isPassingStatus(status)) return new OutageError("LAKE_UNAVAILABLE", told, { data, cause: error });
  if (isNoBucket(problem)) {
    return new ConfigurationError(
      "LAKE_BUCKET",
      `the lake ${url}: there is no bucket ${bucket}; create it (gcloud storage buckets create gs://${bucket}), or correct "lake"`,
      data,
      error
    );
  }
  if (status === 401 || status === 403) {
    return new ConfigurationError(
      "LAKE_DENIED",
      `${told}; give the account Storage Object User (roles/storage.objectUser) on the bucket ${bucket}`,
      data,
      error
    );
  }
  return new ConfigurationError("LAKE_REFUSED", told, data, error);
}
function isNoBucket({ status, message }) {
  return status === 404 && /bucket does not exist/i.test(message);
}

// src/lake/gcs/library.ts
async function openLibrary(connection) {
  const { createChecksum, createClient } = await import("./chunk-DFNLAUYR.mjs");
  return { client: createClient(connection), createChecksum };
}

// src/lake/gcs/api.ts
var TIMEOUTS2 = { call: 6e4, idle: 6e4, bytesPerSecond: 1e5 };
var PATIENCE = { retries: 4, delay: { kind: "exponential", first: 1e3, longest: 2e4 } };
function createApi(options) {
  const { location, clock, log, files } = options;
  const timeouts = { ...TIMEOUTS2, ...options.timeouts };
  let library;
  const open = () => {
    library ??= options.connect().then(openLibrary);
    return library;
  };
  const never = new AbortController().signal;
  const once2 = (async ({ what, expected = [], limit = timeouts.call, send: send2 }) => {
    const opened = await open();
    try {
      return await withDeadline(
        `trying to ${what} in the lake ${location.url}`,
        limit,
        never,
        (signal) => send2(opened, signal)
      );
    } catch (error) {
      if (error instanceof LakeferryError || isBug(error)) throw error;
      const problem = problemOf(error);
      const { status } = problem;
      if (status !== void 0 && expected.includes(status) && !isNoBucket(problem)) return status;
      throw callFailure(location, what, error);
    }
  });
  const retry = (work) => withRetries(
    PATIENCE,
    clock,
    never,
    work,
    ({ attempt, tries, error, waitMs }) => log.warn(`${error.message}; try ${attempt} of ${tries}, the next in ${formatDuration(waitMs)}`)
  );
  const call = ((asked) => retry(() => once2(asked)));
  return { location, files, clock, timeouts, library: open, once: once2, retry, call };
}

// src/lake/gcs/bucket.ts
var PERMISSIONS = ["get", "list", "create", "delete"].map((verb) => `storage.objects.${verb}`);
async function inspectBucket(options) {
  const { bucket } = options.location;
  const api = createApi(options);
  try {
    const granted = await api.call({
      what: `ask what this account may do with the bucket ${bucket}`,
      send: async ({ client }) => (await client.bucket(bucket).iam.testPermissions(PERMISSIONS))[0]
    });
    const facts = await api.call({
      what: `look at the bucket ${bucket}`,
      expected: [401, 403],
      send: async ({ client }) => (await client.bucket(bucket).getMetadata())[0]
    });
    const location = typeof facts === "number" ? void 0 : facts.location;
    return {
      bucket,
      exists: true,
      lacking: PERMISSIONS.filter((permission) => granted[permission] !== true),
      ...location === void 0 ? {} : { location }
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== "LAKE_BUCKET") throw error;
    return { bucket, exists: false, lacking: [] };
  }
}

// src/lake/gcs/location.ts
var BUCKET = /^(?=.{3,222}$)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)*$/;
function locationOf(url) {
  const [, bucket = "", path = ""] = /^gs:\/\/([^/]*)\/?(.*)$/is.exec(url) ?? [];
  if (!BUCKET.test(bucket)) {
    throw new ConfigurationError(
      "LAKE_URL",
      `the lake "${url}" names no bucket that there can be: 3 to 63 lower-case letters, digits, "-", "_" and "."; write gs://bucket or gs://bucket/prefix`,
      { url }
    );
  }
  const prefix = path.replace(/\/$/, "");
  if (prefix !== "") segmentsOf(prefix);
  return {
    url: prefix === "" ? `gs://${bucket}` : `gs://${bucket}/${prefix}`,
    bucket,
    prefix: prefix === "" ? "" : `${prefix}/`
  };
}

// src/lake/gcs/look.ts
async function look(api, name) {
  const { bucket, prefix } = api.location;
  const found2 = await api.call({
    what: `look at ${name}`,
    expected: [404],
    send: async ({ client }) => {
      const [resource] = await client.bucket(bucket).file(`${prefix}${name}`).getMetadata();
      return resource;
    }
  });
  return typeof found2 === "number" ? void 0 : found2;
}

// src/lake/gcs/put.ts
import { randomUUID } from "node:crypto";
import { Readable as Readable2 } from "node:stream";
import { pipeline } from "node:stream/promises";

// src/lake/gcs/body.ts
import { createHash as createHash2 } from "node:crypto";
var CHUNK = 8 * 2 ** 20;
async function measure(body, files, { createChecksum }) {
  const hash = createHash2("sha256");
  const crc = createChecksum();
  const stream = () => body instanceof Uint8Array ? once(body) : files.stream(body.file);
  const kept = [];
  let bytes = 0;
  for await (const piece of stream()) {
    hash.update(piece);
    crc.update(piece);
    bytes += piece.length;
    if (bytes <= CHUNK) kept.push(Uint8Array.from(piece));
  }
  const sha2562 = hash.digest("hex");
  if (!(body instanceof Uint8Array) && sha2562 !== body.sha256) {
    throw new OutageError(
      "LAKE_BODY_CHANGED",
      `${body.file} changed before it was in the lake: sha256 ${sha2562} instead of ${body.sha256}; nothing was written, run again`,
      { data: { expected: body.sha256, found: sha2562 }, retryable: false }
    );
  }
  return { bytes, sha256: sha2562, crc32c: crc.value(), stream, ...bytes <= CHUNK ? { whole: Buffer.concat(kept) } : {} };
}
async function* once(bytes) {
  yield bytes;
}

// src/lake/gcs/resource.ts
var OWN = { sha256: "lakeferry-sha256", write: "lakeferry-write" };
var FIELDS = "items(name,generation,size,metadata),nextPageToken";
function describe2({ prefix }, { name, generation, size, metadata = {} }) {
  const own = Object.values(OWN);
  return {
    name: name.slice(prefix.length),
    generation: String(generation),
    bytes: Number(size),
    facts: Object.fromEntries(Object.entries(metadata).filter(([key]) => !own.includes(key)))
  };
}

// src/lake/gcs/put.ts
async function put(api, name, body, seen, facts) {
  const { createChecksum, client } = await api.library();
  const measured = await measure(body, api.files, { createChecksum, client });
  const write = randomUUID();
  const metadata = {
    contentType: name.endsWith(".json") ? "application/json" : "application/octet-stream",
    crc32c: measured.crc32c,
    metadata: { ...facts, [OWN.sha256]: measured.sha256, [OWN.write]: write }
  };
  const what = `write ${name}`;
  const limit = api.timeouts.call + 1e3 * measured.bytes / api.timeouts.bytesPerSecond;
  const send2 = (library, signal) => {
    const file = library.client.bucket(api.location.bucket).file(`${api.location.prefix}${name}`);
    return upload(file, measured, { metadata, seen, signal });
  };
  const expected = measured.whole === void 0 ? [412, 404, 410] : [412];
  return api.retry(async (attempt) => {
    let failed;
    try {
      const sent = await api.once({ what, limit, expected, send: send2 });
      if (typeof sent !== "number") return { kind: "written", object: describe2(api.location, sent) };
      if (sent === 412 && attempt === 1) return { kind: "conflict" };
      failed = new OutageError(
        "LAKE_UNAVAILABLE",
        `cannot ${what} in the lake ${api.location.url}: the upload was lost on its way`
      );
    } catch (error) {
      if (!(error instanceof OutageError) || !error.retryable) throw error;
      failed = error;
    }
    const settled = settle(api, await look(api, name), write, seen);
    if (settled !== void 0) return settled;
    throw failed;
  });
}
function settle(api, found2, write, seen) {
  if (found2?.metadata?.[OWN.write] === write) return { kind: "written", object: describe2(api.location, found2) };
  return String(found2?.generation ?? 0) === seen ? void 0 : { kind: "conflict" };
}
async function* copies(pieces) {
  for await (const piece of pieces) yield Uint8Array.from(piece);
}
async function upload(file, measured, { metadata, seen, signal }) {
  const options = { metadata, validation: false, preconditionOpts: { ifGenerationMatch: seen } };
  if (measured.whole !== void 0) {
    await file.save(Buffer.from(measured.whole), { ...options, resumable: false });
  } else {
    const sink = file.createWriteStream({ ...options, resumable: true, chunkSize: CHUNK });
    await pipeline(Readable2.from(copies(measured.stream()), { objectMode: false }), sink, { signal });
  }
  return file.metadata;
}

// src/lake/gcs/read.ts
import { Readable as Readable3 } from "node:stream";
function openContent(api, name, version) {
  return Readable3.from(content(api, name, version), { objectMode: false });
}
async function* content(api, name, version) {
  const { createChecksum, client } = await api.library();
  const { location, timeouts } = api;
  const checksum = createChecksum();
  const size = Number(version.size);
  let at = 0;
  for (let asked = false; at < size || !asked; asked = true) {
    const before = at;
    const source = await api.retry(async () => {
      const file = client.bucket(location.bucket).file(version.name, { generation: version.generation });
      const from = at === 0 ? {} : { start: at };
      const stream2 = file.createReadStream({ ...from, validation: false, decompress: false });
      const pieces2 = stream2[Symbol.asyncIterator]();
      try {
        return { pieces: pieces2, stream: stream2, first: await within(pieces2.next(), timeouts.idle, api, name) };
      } catch (error) {
        stream2.destroy();
        throw failure(api, name, error);
      }
    });
    const { pieces, stream } = source;
    try {
      for (let next = source.first; next.done !== true; next = await within(pieces.next(), timeouts.idle, api, name)) {
        const piece = next.value;
        checksum.update(piece);
        at += piece.length;
        yield piece;
      }
      if (at < size)
        throw new OutageError("LAKE_CUT", `${name} in the lake ${location.url} ended after ${at} of ${size} bytes`);
    } catch (error) {
      const told = failure(api, name, error);
      if (!(told instanceof OutageError) || !told.retryable || at === before) throw told;
    } finally {
      stream.destroy();
    }
  }
  if (at === size && checksum.value() === version.crc32c) return;
  throw new OutageError(
    "LAKE_DAMAGED",
    `${name} in the lake ${location.url} did not come as it is there: ${at} bytes with CRC32C ${checksum.value()} instead of ${size} with ${version.crc32c}; run again`,
    { data: { name } }
  );
}
function failure(api, name, error) {
  if (isBug(error)) return error;
  if (problemOf(error).status !== 404) return callFailure(api.location, `read ${name}`, error);
  return new ConflictError(
    "STORE_CHANGED",
    `${name} in the lake ${api.location.url} is not the version that was seen; somebody else wrote it first`,
    { name }
  );
}
async function within(next, ms, { location }, name) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new OutageError("LAKE_SILENT", `${name} in the lake ${location.url}: nothing came for ${ms / 1e3} s`));
    }, ms);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
    next.catch(() => {
    });
  }
}

// src/lake/gcs/store.ts
var NONE = "0";
function createGcsStore(options) {
  const { location } = options;
  const api = createApi(options);
  async function write(name, body, seen, facts) {
    segmentsOf(name);
    const outcome = await put(api, name, body, seen, facts);
    return outcome.kind === "written" ? outcome.object : void 0;
  }
  const changed2 = (name) => new ConflictError(
    "STORE_CHANGED",
    `${name} in the lake ${location.url} is not the version that was seen; somebody else wrote it first, nothing was written`,
    { name }
  );
  return {
    url: location.url,
    async create(name, body, facts = {}) {
      const created = await write(name, body, NONE, facts);
      if (created !== void 0) return created;
      throw new ConflictError(
        "STORE_EXISTS",
        `${name} is already in the lake ${location.url}; somebody else wrote it first`,
        { name }
      );
    },
    async replace(name, body, seen, facts = {}) {
      const replaced = await write(name, body, seen === "absent" ? NONE : seen, facts);
      if (replaced !== void 0) return replaced;
      throw changed2(name);
    },
    async get(name) {
      segmentsOf(name);
      const found2 = await look(api, name);
      if (found2 === void 0) return void 0;
      return { ...describe2(location, found2), open: async () => openContent(api, name, found2) };
    },
    async *list(prefix) {
      prefixOf(prefix);
      let pageToken;
      do {
        const page = await api.call({
          what: `list ${prefix === "" ? "everything" : prefix}`,
          send: async ({ client }) => {
            const [items, next] = await client.bucket(location.bucket).getFiles({
              prefix: `${location.prefix}${prefix}`,
              autoPaginate: false,
              maxResults: 1e3,
              fields: FIELDS,
              ...pageToken === void 0 ? {} : { pageToken }
            });
            const { pageToken: following } = next ?? {};
            return { resources: items, following };
          }
        });
        for (const resource of page.resources) yield describe2(location, resource);
        pageToken = page.following;
      } while (pageToken !== void 0);
    },
    async delete(name) {
      segmentsOf(name);
      const found2 = await look(api, name);
      if (found2 === void 0) return;
      const deleted = await api.call({
        what: `delete ${name}`,
        expected: [404, 412],
        send: ({ client }) => client.bucket(location.bucket).file(found2.name).delete({ ifGenerationMatch: found2.generation })
      });
      if (deleted === 412) throw changed2(name);
    }
  };
}

// src/lake/open.ts
function openLake(url, options) {
  const { files, clock, log, google } = options;
  if (/^gs:/i.test(url)) return createGcsStore({ location: locationOf(url), connect: google, files, clock, log });
  return createFolderStore({ folder: folderOf(url), files, clock });
}
async function lookAtBucket(url, options) {
  const { google, ...rest } = options;
  return /^gs:/i.test(url) ? inspectBucket({ location: locationOf(url), connect: google, ...rest }) : void 0;
}
function folderOf(url) {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(url)?.[1]?.toLowerCase();
  if (url.trim() === "" || url.includes("\0")) {
    throw new ConfigurationError("LAKE_URL", "the lake has an empty or unusable name; use a folder, like ./lake", {
      url
    });
  }
  if (scheme === void 0) return resolve(url);
  if (scheme === "file") {
    try {
      return fileURLToPath(url);
    } catch (error) {
      throw new ConfigurationError(
        "LAKE_URL",
        `the lake "${url}" is not a usable file URL; write its path, like ./lake`,
        { url },
        error
      );
    }
  }
  throw new ConfigurationError(
    "LAKE_UNSUPPORTED",
    `the lake "${url}" is not supported by this version: ${scheme}: is neither a folder nor Google Cloud Storage; use a folder, like ./lake, or gs://bucket/prefix`,
    { url, scheme }
  );
}

// src/base/in-parallel.ts
async function inParallel(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  let stopped = false;
  const lane = async () => {
    while (next < items.length && !stopped) {
      const at = next++;
      try {
        results[at] = await work(items[at]);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, items.length)) }, lane));
  return results;
}

// src/ledger/content.ts
var TRIES2 = 10;
async function readObject(store, name) {
  for (let attempt = 1; ; attempt++) {
    const found2 = await store.get(name);
    if (found2 === void 0) return void 0;
    try {
      const chunks = [];
      for await (const chunk of await found2.open()) chunks.push(chunk);
      return { bytes: Buffer.concat(chunks), generation: found2.generation };
    } catch (error) {
      if (!(error instanceof ConflictError && error.code === "STORE_CHANGED") || attempt === TRIES2) throw error;
    }
  }
}
function jsonBytes(value) {
  return Buffer.from(`${JSON.stringify(value, void 0, 2)}
`);
}

// src/ledger/entry.ts
var ENTRY_FORMAT = 1;

// src/ledger/names.ts
var LEDGERS = "_lakeferry/";
function home(dataset) {
  return `${LEDGERS}${dataset}`;
}
function logPrefix(dataset, partition) {
  return `${home(dataset)}/log/${partition === void 0 ? "" : `${partition}/`}`;
}
function entryName(dataset, partition, number) {
  return `${logPrefix(dataset, partition)}${String(number).padStart(6, "0")}.json`;
}
function parseEntryName(dataset, name) {
  const below = name.slice(logPrefix(dataset).length);
  const [, partition, digits] = /^([^/]+)\/(\d{6,15})\.json$/.exec(below) ?? [];
  if (partition === void 0 || digits === void 0) return void 0;
  const number = Number(digits);
  return name === entryName(dataset, partition, number) && number > 0 ? { partition, number } : void 0;
}
function headsName(dataset) {
  return `${home(dataset)}/heads.json`;
}
function datasetName(dataset) {
  return `${home(dataset)}/dataset.json`;
}
function plannedName(dataset) {
  return `${home(dataset)}/planned.json`;
}
function noticesPrefix(dataset, ...below) {
  return [home(dataset), "notices", ...below, ""].join("/");
}
function noticeName(dataset, channel, partition, number) {
  return `${noticesPrefix(dataset, channel, partition)}${String(number).padStart(6, "0")}.json`;
}
function parseDatasetName(name) {
  return /^_lakeferry\/([a-z][a-z0-9_-]*)\/dataset\.json$/.exec(name)?.[1];
}

// src/ledger/parse.ts
var PUBLICATION = {
  source: "record",
  object: "record",
  rowsRead: "count",
  rows: "count",
  rejected: "count",
  rejectedBy: "record",
  quarantine: "record?",
  columns: "list",
  report: "list",
  raw: "record?",
  taskKey: "record",
  adopted: "record?"
};
var SOURCE = { url: "text", etag: "text?", lastModified: "text?", bytes: "count", sha256: "text" };
var OBJECT = { name: "text", generation: "text", bytes: "count", sha256: "sha256" };
var SHAPES = {
  publishing: { sha256: "sha256", base: "text" },
  published: { publication: "record", milliseconds: "count?" },
  loaded: {
    warehouse: "text",
    warehouseUrl: "text",
    publication: "count",
    sha256: "text",
    rows: "count",
    replaced: "count",
    afterLoad: "text?"
  },
  failed: { reason: "text", task: "text", code: "text", message: "text", contract: "flag?" },
  not_ready: { status: "count", url: "text" },
  held: { who: "text", why: "text", restores: "count?", drops: "flag?", adopts: "flag?" },
  released: { who: "text", why: "text" }
};
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fits(value, form) {
  switch (form) {
    case "text":
      return typeof value === "string";
    case "text?":
      return value === void 0 || typeof value === "string";
    case "count":
      return Number.isSafeInteger(value) && value >= 0;
    case "count?":
      return value === void 0 || fits(value, "count");
    case "flag?":
      return value === void 0 || typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "record":
      return isRecord(value);
    case "record?":
      return value === void 0 || isRecord(value);
    case "sha256":
      return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
  }
}
var SAID = {
  text: "a text",
  "text?": "a text",
  count: "a whole number from 0",
  "count?": "a whole number from 0",
  "flag?": "true or false",
  list: "a list",
  record: "an object",
  "record?": "an object",
  sha256: "a sha256 in hex"
};
function check(value, shape, path, fail) {
  for (const [member, form] of Object.entries(shape)) {
    if (!fits(value[member], form)) fail(`"${path}${member}" is not ${SAID[form]}`);
  }
}
function parseRecord(bytes, name, lake) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(name, lake, "it is not JSON", error);
  }
  if (!isRecord(value)) throw damaged(name, lake, "it is not a JSON object");
  const format = value["format"];
  if (typeof format === "number" && format > ENTRY_FORMAT) {
    throw new ConfigurationError(
      "LEDGER_FORMAT",
      `${name} in the lake ${lake} has format ${format}, written by a newer Lakeferry; this one reads format ${ENTRY_FORMAT}: update it`,
      { name, format }
    );
  }
  if (format !== ENTRY_FORMAT) throw damaged(name, lake, `its "format" is not ${ENTRY_FORMAT}`);
  return value;
}
function parseEntry(options) {
  const { name, lake, dataset, partition, number } = options;
  const value = parseRecord(options.bytes, name, lake);
  const fail = (problem) => {
    throw damaged(name, lake, problem);
  };
  check(
    value,
    { dataset: "text", partition: "text", number: "count", at: "text", run: "record", kind: "text" },
    "",
    fail
  );
  if (value["dataset"] !== dataset || value["partition"] !== partition || value["number"] !== number) {
    fail(
      `it says that it is entry ${value["number"]} of ${value["dataset"]} ${value["partition"]}: it was moved or copied`
    );
  }
  check(value["run"], { version: "text", run: "text" }, "run.", fail);
  const kind = value["kind"];
  if (!Object.hasOwn(SHAPES, kind)) fail(`its kind "${kind}" is unknown`);
  check(value, SHAPES[kind], "", fail);
  if (kind === "published") {
    const publication = value["publication"];
    check(publication, PUBLICATION, "publication.", fail);
    check(publication["source"], SOURCE, "publication.source.", fail);
    check(publication["object"], OBJECT, "publication.object.", fail);
    const quarantine = publication["quarantine"];
    if (quarantine !== void 0) check(quarantine, OBJECT, "publication.quarantine.", fail);
    check(
      publication["taskKey"],
      { key: "text", parts: "record" },
      "publication.taskKey.",
      fail
    );
  }
  return value;
}
function damaged(name, lake, problem, cause) {
  const log = /^.*\/log\/[^/]+\//.exec(name)?.[0];
  const otherwise = log === void 0 ? "" : `, or remove ${log} to publish that partition again without its past`;
  return new OutageError(
    "LEDGER_DAMAGED",
    `${name} in the lake ${lake} is damaged: ${problem}; bring it back from a copy of the lake${otherwise}`,
    { data: { name }, cause, retryable: false }
  );
}

// src/ledger/dataset.ts
var TRIES3 = 20;
function texts(value, members) {
  return Array.isArray(value) && value.every(
    (item) => members.every((member) => typeof item?.[member] === "string")
  );
}
function isAbout(about) {
  const { description, owner, source, partitions, contract } = about ?? {};
  const are = (type, ...values) => values.every((value) => typeof value === type);
  return are("string", description, owner, source, partitions?.by, partitions?.start, partitions?.timezone) && are("number", partitions?.lagMs, partitions?.graceMs, contract?.maxRejected) && are("string", contract?.newColumns, contract?.types);
}
async function read(store, dataset) {
  const name = datasetName(dataset);
  const found2 = await readObject(store, name);
  if (found2 === void 0) return void 0;
  const value = parseRecord(found2.bytes, name, store.url);
  if (value["dataset"] !== dataset) throw damaged(name, store.url, `it belongs to ${String(value["dataset"])}`);
  if (typeof value["created"] !== "string") throw damaged(name, store.url, '"created" is not a text');
  if (!texts(value["evolved"], ["name", "from", "type"]))
    throw damaged(name, store.url, '"evolved" is no list of columns');
  if (!texts(value["columns"], ["name", "type"])) throw damaged(name, store.url, '"columns" is no list of columns');
  const { created, evolved, columns, about } = value;
  if (about !== void 0 && !isAbout(about)) throw damaged(name, store.url, '"about" does not describe a dataset');
  return { record: { created, ...about && { about }, evolved, columns }, generation: found2.generation };
}
async function readDataset(store, dataset) {
  return (await read(store, dataset))?.record;
}
async function listDatasets(store) {
  const found2 = [];
  for await (const { name } of store.list(LEDGERS)) {
    const dataset = parseDatasetName(name);
    if (dataset !== void 0) found2.push(dataset);
  }
  return found2;
}
async function writeDataset(options) {
  const { store, dataset, clock, facts } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      const found2 = await read(store, dataset);
      const old = found2?.record;
      const record = {
        created: old?.created ?? new Date(clock.now()).toISOString(),
        ...merge(old, facts)
      };
      if (old !== void 0 && JSON.stringify(old) === JSON.stringify(record)) return record;
      const body = jsonBytes({ format: ENTRY_FORMAT, dataset, ...record });
      await store.replace(datasetName(dataset), body, found2?.generation ?? "absent");
      return record;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === TRIES3) throw error;
    }
  }
}
function merge(old, facts) {
  const known = new Set(old?.evolved.map((column) => column.name));
  const evolved = [...old?.evolved ?? [], ...facts.evolved.filter((column) => !known.has(column.name))];
  const given2 = new Set(facts.columns.map((column) => column.name));
  const kept = (old?.columns ?? []).filter((column) => known.has(column.name) && !given2.has(column.name));
  const about = facts.about ?? old?.about;
  return { ...about && { about }, evolved, columns: [...facts.columns, ...kept] };
}

// src/ledger/fold.ts
function foldEntry(head, entry) {
  const { number, at } = entry;
  const next = {
    ...head ?? { loaded: {} },
    partition: entry.partition,
    number,
    kind: entry.kind,
    at
  };
  switch (entry.kind) {
    case "publishing":
      next.open = { number, sha256: entry.sha256, base: entry.base };
      break;
    case "published":
      next.published = { number, at, publication: entry.publication };
      delete next.open;
      delete next.failed;
      delete next.notReady;
      break;
    case "loaded": {
      const { warehouse, publication, sha256: sha2562, rows } = entry;
      next.loaded = { ...next.loaded, [warehouse]: { number, publication, sha256: sha2562, rows, at } };
      delete next.failed;
      break;
    }
    case "failed": {
      const { reason, task, code, message, contract } = entry;
      next.failed = { number, reason, task, code, message, ...contract === true ? { contract } : {}, at };
      delete next.notReady;
      break;
    }
    case "not_ready":
      next.notReady = { number, status: entry.status, at };
      delete next.failed;
      break;
    case "held":
      next.held = { number, at, ...holdOf(entry) };
      break;
    case "released":
      delete next.held;
      break;
  }
  return next;
}
function holdOf({ who, why, restores, drops, adopts }) {
  return {
    who,
    why,
    ...restores === void 0 ? {} : { restores },
    ...drops === void 0 ? {} : { drops },
    ...adopts === void 0 ? {} : { adopts }
  };
}
function foldEntries(entries) {
  let head;
  for (const entry of entries) head = foldEntry(head, entry);
  if (head === void 0) throw new TypeError("an empty log has no head");
  return head;
}

// src/ledger/heads.ts
var HEADS_FORMAT = 1;
async function readHeads(store, dataset) {
  const found2 = await readObject(store, headsName(dataset));
  if (found2 === void 0) return { heads: /* @__PURE__ */ new Map(), generation: "absent" };
  const heads = /* @__PURE__ */ new Map();
  for (const head of parseHeads(found2.bytes, dataset)) heads.set(head.partition, head);
  return { heads, generation: found2.generation };
}
function parseHeads(bytes, dataset) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (value?.format !== HEADS_FORMAT || value.dataset !== dataset || !Array.isArray(value.heads)) return [];
    return value.sha256 === sha256(JSON.stringify(value.heads)) ? value.heads : [];
  } catch {
    return [];
  }
}
async function writeHeads(options) {
  const { store, dataset, generation, log } = options;
  const heads = [...options.heads];
  const text = JSON.stringify(heads);
  const body = `{"format":${HEADS_FORMAT},"dataset":${JSON.stringify(dataset)},"sha256":"${sha256(text)}","heads":${text}}
`;
  try {
    await store.replace(headsName(dataset), Buffer.from(body), generation);
    return "written";
  } catch (error) {
    log.debug(`${headsName(dataset)} was not written: ${reasonOf(error)}`);
    return error instanceof ConflictError ? "overtaken" : "failed";
  }
}
function mergeHeads(known, fresh) {
  const merged = new Map(known);
  for (const [partition, head] of fresh) {
    if (head.number >= (known.get(partition)?.number ?? 0)) merged.set(partition, head);
  }
  return [...merged.values()].sort((a, b) => a.partition < b.partition ? -1 : 1);
}

// src/ledger/planned.ts
async function read2(store, dataset) {
  const name = plannedName(dataset);
  const found2 = await readObject(store, name);
  if (found2 === void 0) return void 0;
  const { occurrence, at } = parseRecord(found2.bytes, name, store.url);
  for (const [member, value] of Object.entries({ occurrence, at })) {
    if (typeof value !== "string" || Number.isNaN(Date.parse(value))) {
      throw damaged(name, store.url, `"${member}" is not a time`);
    }
  }
  return { planned: { occurrence, at }, generation: found2.generation };
}
async function readPlanned(store, dataset) {
  return (await read2(store, dataset))?.planned;
}
async function writePlanned(options) {
  const { store, dataset, clock, run: run2, occurrence } = options;
  try {
    const found2 = await read2(store, dataset);
    if (found2 !== void 0 && found2.planned.occurrence >= occurrence) return;
    const at = new Date(clock.now()).toISOString();
    const body = jsonBytes({ format: ENTRY_FORMAT, dataset, occurrence, at, run: run2 });
    await store.replace(plannedName(dataset), body, found2?.generation ?? "absent");
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

// src/ledger/ledger.ts
var READS = 16;
var KEEPS = 8;
function openLedger(options) {
  const { store, dataset, clock, run: run2, log } = options;
  let opened = 0;
  const read3 = async (partition, number) => {
    const name = entryName(dataset, partition, number);
    const found2 = await readObject(store, name);
    if (found2 === void 0) throw damaged(name, store.url, "it is missing, and later entries are there");
    opened += 1;
    return parseEntry({ bytes: found2.bytes, name, lake: store.url, dataset, partition, number });
  };
  const lastNumbers = async (prefix) => {
    const last = /* @__PURE__ */ new Map();
    const counts = /* @__PURE__ */ new Map();
    for await (const { name } of store.list(prefix)) {
      const parsed = parseEntryName(dataset, name);
      if (parsed === void 0) continue;
      const { partition, number } = parsed;
      counts.set(partition, (counts.get(partition) ?? 0) + 1);
      last.set(partition, Math.max(number, last.get(partition) ?? 0));
    }
    for (const [partition, number] of last) {
      if (counts.get(partition) === number) continue;
      const missing2 = number - (counts.get(partition) ?? 0);
      throw damaged(logPrefix(dataset, partition), store.url, `${missing2} of its ${number} entries are missing`);
    }
    return last;
  };
  return {
    get opened() {
      return opened;
    },
    async heads() {
      const { heads: known, generation } = await readHeads(store, dataset);
      const heads = /* @__PURE__ */ new Map();
      const before = opened;
      const folded = await inParallel([...await lastNumbers(logPrefix(dataset))].sort(byName), READS, async (log2) => {
        const [partition, last] = log2;
        const covered = known.get(partition);
        let head = covered !== void 0 && covered.number <= last ? covered : void 0;
        for (let number = (head?.number ?? 0) + 1; number <= last; number++) {
          head = foldEntry(head, await read3(partition, number));
        }
        return head;
      });
      for (const head of folded) if (head !== void 0) heads.set(head.partition, head);
      const same = opened === before && heads.size === known.size;
      if (!same) await writeHeads({ store, dataset, heads: heads.values(), generation, log });
      return heads;
    },
    async keepHeads(heads) {
      for (let attempt = 1; attempt <= KEEPS; attempt++) {
        const { heads: known, generation } = await readHeads(store, dataset);
        const merged = mergeHeads(known, heads);
        if (JSON.stringify(merged) === JSON.stringify([...known.values()])) return;
        if (await writeHeads({ store, dataset, heads: merged, generation, log }) !== "overtaken") return;
        await clock.sleep(clock.random() * 1e3 * attempt);
      }
    },
    async entries(partition) {
      const last = (await lastNumbers(logPrefix(dataset, partition))).get(partition) ?? 0;
      const entries = [];
      for (let number = 1; number <= last; number++) entries.push(await read3(partition, number));
      return entries;
    },
    async logs() {
      const all = [...await lastNumbers(logPrefix(dataset))].sort(byName);
      const names = all.flatMap(
        ([partition, last]) => Array.from({ length: last }, (_, at) => [partition, at + 1])
      );
      const logs = new Map(all.map(([partition]) => [partition, []]));
      const entries = await inParallel(names, READS, ([partition, number]) => read3(partition, number));
      for (const entry of entries) logs.get(entry.partition)?.push(entry);
      return logs;
    },
    async append(partition, head, fresh) {
      if (head !== void 0 && head.kind === fresh.kind && (fresh.kind === "failed" || fresh.kind === "not_ready")) {
        const last = await read3(partition, head.number);
        if (saysTheSame(last, fresh)) return { entry: last, head };
      }
      const number = (head?.number ?? 0) + 1;
      const at = new Date(clock.now()).toISOString();
      const entry = { format: ENTRY_FORMAT, dataset, partition, number, at, run: run2, ...fresh };
      try {
        await store.create(entryName(dataset, partition, number), jsonBytes(entry), { kind: entry.kind });
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        throw new ConflictError(
          "LEDGER_CONFLICT",
          `${dataset} ${partition}: somebody else wrote entry ${number} of its log first, so this "${fresh.kind}" was not written; run again to see what they did`,
          { partition, number, kind: fresh.kind },
          error
        );
      }
      return { entry, head: foldEntry(head, entry) };
    },
    dataset: () => readDataset(store, dataset),
    saveDataset: (facts) => writeDataset({ store, dataset, clock, facts }),
    planned: () => readPlanned(store, dataset),
    savePlanned: (occurrence) => writePlanned({ store, dataset, clock, run: run2, occurrence })
  };
}
function byName([a], [b]) {
  return a < b ? -1 : 1;
}
function saysTheSame(last, fresh) {
  const plain = (value) => JSON.parse(JSON.stringify(value));
  const said = plain(last);
  return Object.entries(plain(fresh)).every(
    ([member, value]) => canonicalJson(said[member] ?? null) === canonicalJson(value)
  );
}

// src/warehouse/bigquery/failure.ts
var PASSING = /* @__PURE__ */ new Set([
  "backendError",
  "internalError",
  "jobBackendError",
  "jobInternalError",
  "jobRateLimitExceeded",
  "rateLimitExceeded",
  "tableUnavailable",
  "timeout"
]);
var STOPPED = "stopped";
var DAILY = "quotaExceeded";
var TABLE_MOVED = "WAREHOUSE_TABLE_MOVED";
function isPassing({ status, reason }) {
  if (reason !== void 0 && PASSING.has(reason)) return true;
  if (reason === DAILY) return false;
  return isPassingStatus(status);
}
function callFailure2(target, what, error) {
  if (error instanceof LakeferryError) return error;
  const problem = problemOf(error);
  const { status, reason, message } = problem;
  const told = `${target.url}: BigQuery could not ${what}: ${describeProblem(problem)}`;
  if (status === void 0 && /default credentials/i.test(message)) {
    return new ConfigurationError(
      "WAREHOUSE_LOGIN",
      `${target.url}: there are no Google credentials (${message}); run "gcloud auth application-default login", or google-github-actions/auth before this step`,
      {},
      error
    );
  }
  const data = { ...status === void 0 ? {} : { status }, ...reason === void 0 ? {} : { reason } };
  if (isPassing(problem)) return new OutageError("WAREHOUSE_UNAVAILABLE", told, { data, cause: error });
  if (reason === DAILY) return quotaFailure(target, message, error);
  if (status === 401 || status === 403) {
    return new ConfigurationError(
      "WAREHOUSE_DENIED",
      `${told}; give the account BigQuery Data Editor on the dataset and BigQuery Job User in ${target.project}`,
      data,
      error
    );
  }
  return new ConfigurationError("WAREHOUSE_REFUSED", told, data, error);
}
function loadFailure(target, partition, job) {
  const { errorResult, errors = [] } = job.status;
  const reason = errorResult?.reason ?? "unknown";
  const texts2 = [errorResult, ...errors].map((each) => oneLine(each?.message ?? "")).filter((text) => text !== "");
  const message = [...new Set(texts2)].slice(0, 2).join("; ") || "no reason given";
  const told = `${target.url} did not load ${partition}: ${reason}: ${message} (${describeJob(job.jobReference)})`;
  const data = { reason, jobId: job.jobReference.jobId, location: job.jobReference.location };
  if (PASSING.has(reason) || reason === STOPPED) return new OutageError("WAREHOUSE_JOB_FAILED", told, { data });
  if (reason === DAILY) return quotaFailure(target, message);
  if (reason === "accessDenied") {
    return new ConfigurationError(
      "WAREHOUSE_DENIED",
      `${told}; give the account Storage Object Viewer on the bucket of the lake`,
      data
    );
  }
  if (reason === "notFound") return new OutageError("WAREHOUSE_JOB_FAILED", told, { data, retryable: false });
  if (/is missing in new schema/i.test(message)) return new ConflictError(TABLE_MOVED, told, data);
  const strict = /Field '?(\w+)'? is specified as NULLABLE .* REQUIRED as specified in the file/i.exec(message)?.[1];
  if (strict !== void 0) {
    return new ContractError(
      "WAREHOUSE_SCHEMA",
      `${told}; the column may be null in the table and not in the file: drop "required" from ${strict} in the pipeline, or name a new table in "warehouse"`,
      data
    );
  }
  if (/different partitions?/i.test(message)) {
    return new ContractError("WAREHOUSE_COUNT", `${told}; publish the partition again`, data);
  }
  return new ContractError("WAREHOUSE_DATA", told, data);
}
function quotaFailure(target, message, cause) {
  return new OutageError(
    "WAREHOUSE_QUOTA",
    `${target.url}: a quota of BigQuery is used up (${message}); it takes 1,500 load jobs a table and day, failed ones included: load the rest tomorrow, a part each day with "limit"`,
    { data: { reason: DAILY }, retryable: false, ...cause === void 0 ? {} : { cause } }
  );
}
function describeJob({ jobId, location }) {
  return `job ${jobId} in ${location}`;
}

// src/warehouse/bigquery/job.ts
import { randomUUID as randomUUID2 } from "node:crypto";
var MOST_ATTEMPTS = 200;
var TRIES4 = 3;
var BETWEEN_TRIES = { kind: "exponential", first: 5e3, longest: 6e4 };
var FIRST_POLL_MS = 1e3;
var LONGEST_POLL_MS = 15e3;
var JOB_TIMEOUT_MS = 6.5 * 36e5;
var MOST_VANISHED = 2;
var CANCEL_TIMEOUT_MS = 1e4;
async function runJob(api, asked, signal) {
  const token = randomUUID2().replaceAll("-", "");
  const work = { ...asked, configuration: { ...asked.configuration, labels: { lakeferry: token } } };
  for (let attempt = 1, failed = 0; attempt <= MOST_ATTEMPTS; attempt++) {
    const reference = { projectId: api.target.project, jobId: work.id(attempt), location: work.location };
    const { job, by } = await finish(api, work, reference, signal);
    if (job.status.errorResult === void 0) {
      if (by !== "before" || await work.stands(job)) return { job, by };
      continue;
    }
    if (by === "before") continue;
    const failure2 = work.failure(job);
    failed += 1;
    if (!(failure2 instanceof OutageError) || !failure2.retryable || failed >= TRIES4) throw failure2;
    const waitMs = retryDelay(BETWEEN_TRIES, failed, api.clock.random());
    api.log.warn(`${failure2.message}; try ${failed} of ${TRIES4}, the next in ${formatDuration(waitMs)}`);
    await api.clock.sleep(waitMs, signal);
  }
  throw new OutageError(
    "WAREHOUSE_ATTEMPTS",
    `${api.target.url}: ${MOST_ATTEMPTS} jobs for this have failed already, the last one named ${work.id(MOST_ATTEMPTS)}; look at them in the console, then publish the partition again with --force`,
    { retryable: false }
  );
}
async function finish(api, work, reference, signal) {
  try {
    const begun = await submit(api, work, reference, signal);
    if (begun.by === "another")
      api.log.info(`${api.target.url}: ${describeJob(reference)} runs already; waiting for it`);
    return { ...begun, job: await poll(api, work, begun.job, reference, signal) };
  } catch (error) {
    if (signal.aborted) await cancel(api, reference);
    throw error;
  }
}
async function submit(api, work, reference, signal) {
  const body = { jobReference: reference, configuration: work.configuration };
  const what = `start ${describeJob(reference)}`;
  const made = await api.call({ what, method: "POST", uri: "/jobs", body, expected: [409] }, signal);
  if (typeof made !== "number") return { job: made, by: "us" };
  const job = await getJob(api, reference, signal);
  if (job === void 0) {
    throw new OutageError(
      "WAREHOUSE_JOB_LOST",
      `${api.target.url}: ${describeJob(reference)} is said to be there, and is not`
    );
  }
  compare(api, work, job);
  if (job.configuration.labels?.["lakeferry"] === work.configuration.labels?.["lakeferry"]) return { job, by: "us" };
  return { job, by: isDone(job) ? "before" : "another" };
}
async function poll(api, work, first, reference, signal) {
  const begun = api.clock.now();
  let vanished = 0;
  let job = first;
  for (let waitMs = FIRST_POLL_MS; !isDone(job); waitMs = Math.min(LONGEST_POLL_MS, waitMs * 2)) {
    if (api.clock.now() - begun > JOB_TIMEOUT_MS) {
      await cancel(api, reference);
      throw new OutageError(
        "WAREHOUSE_JOB_TIMEOUT",
        `${api.target.url}: ${describeJob(reference)} did not end within ${formatDuration(JOB_TIMEOUT_MS)}`
      );
    }
    await api.clock.sleep(waitMs, signal);
    const seen = await getJob(api, reference, signal);
    if (seen !== void 0) {
      job = seen;
      continue;
    }
    vanished += 1;
    if (vanished > MOST_VANISHED) {
      throw new OutageError(
        "WAREHOUSE_JOB_LOST",
        `${api.target.url}: BigQuery does not know ${describeJob(reference)} any more, which it had taken`,
        { data: { jobId: reference.jobId, location: reference.location } }
      );
    }
    job = (await submit(api, work, reference, signal)).job;
  }
  return job;
}
async function getJob(api, reference, signal) {
  const { jobId, location } = reference;
  const what = `look at ${describeJob(reference)}`;
  const found2 = await api.call(
    { what, method: "GET", uri: `/jobs/${jobId}`, query: { location }, expected: [404] },
    signal
  );
  return typeof found2 === "number" ? void 0 : found2;
}
async function cancel(api, reference) {
  const { jobId, location } = reference;
  const what = `cancel ${describeJob(reference)}`;
  const call = {
    what,
    method: "POST",
    uri: `/jobs/${jobId}/cancel`,
    query: { location },
    body: {},
    expected: [404]
  };
  try {
    const answer = await api.call(call, AbortSignal.timeout(CANCEL_TIMEOUT_MS));
    if (typeof answer !== "number")
      api.log.info(`${api.target.url}: asked BigQuery to cancel ${describeJob(reference)}`);
  } catch (error) {
    api.log.warn(error instanceof Error ? error.message : String(error));
  }
}
function compare(api, work, job) {
  const [ours, theirs] = [work.configuration, job.configuration];
  const differing = [
    ...["sourceUris", "destinationTable", "writeDisposition", "sourceFormat"].filter(
      (key) => JSON.stringify(sorted(ours.load?.[key])) !== JSON.stringify(sorted(theirs.load?.[key]))
    ),
    ...ours.query?.query === theirs.query?.query ? [] : ["query"]
  ];
  if (differing.length === 0) return;
  throw new ConflictError(
    "WAREHOUSE_JOB_TAKEN",
    `${api.target.url}: ${describeJob(job.jobReference)} was used by somebody else for another job (${differing.join(", ")} differ); publish the partition again with --force`,
    { jobId: job.jobReference.jobId, differing }
  );
}
function sorted(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
}
function isDone(job) {
  return job.status.state === "DONE";
}

// src/warehouse/bigquery/settings.ts
var DEFAULT_MAX_BYTES_BILLED = 1e11;

// src/warehouse/bigquery/after-load.ts
async function runAfterLoad(api, settings, request, load2) {
  const { target } = api;
  const { partition, afterLoad, signal } = request;
  if (afterLoad === void 0) return;
  const most = settings.maxBytesBilled ?? DEFAULT_MAX_BYTES_BILLED;
  const query3 = {
    query: afterLoad,
    useLegacySql: false,
    defaultDataset: { projectId: target.project, datasetId: target.dataset },
    maximumBytesBilled: String(most)
  };
  const fail = (why, cause) => new ConfigurationError(
    "WAREHOUSE_AFTER_LOAD",
    `after_load: ${why}; the rows of ${partition} are in ${target.url}, but it counts as loaded only when after_load has gone well`,
    {},
    cause
  );
  const bytes = await dryRun(api, { ...query3 }, load2.jobReference.location, signal, fail);
  if (bytes > most) {
    throw fail(`it would read ${bytes} bytes, more than the ${most} that "bigquery: { max_bytes_billed }" allows`);
  }
  const name = `${load2.jobReference.jobId}-after-${sha256(afterLoad).slice(0, 8)}`;
  await runJob(
    api,
    {
      id: (attempt) => `${name}-a${attempt}`,
      location: load2.jobReference.location,
      configuration: { query: query3 },
      failure(job) {
        const error = loadFailure(target, partition, job);
        return error instanceof OutageError ? error : fail(job.status.errorResult?.message ?? "no reason given");
      },
      stands: async () => true
    },
    signal
  );
}
async function dryRun(api, query3, location, signal, fail) {
  const body = { jobReference: { projectId: api.target.project, location }, configuration: { dryRun: true, query: query3 } };
  try {
    const job = await api.call({ what: "check after_load", method: "POST", uri: "/jobs", body }, signal);
    if (typeof job === "number") return 0;
    const { errorResult } = job.status;
    if (errorResult !== void 0) throw fail(errorResult.message ?? errorResult.reason ?? "refused", void 0);
    return Number(job.statistics?.totalBytesProcessed ?? job.statistics?.query?.totalBytesProcessed ?? 0);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== "WAREHOUSE_REFUSED") throw error;
    throw fail(error.message, error);
  }
}

// src/warehouse/bigquery/append.ts
var MOST_LOOKED_AT = 20;
async function findAppended(api, request, work, { before, remembered }) {
  const { partition, rows, sha256: sha2562 } = request;
  const refuse = (why) => new ContractError(
    "WAREHOUSE_APPENDED",
    `${api.target.url} ${why}, and "write: append-once" replaces nothing; delete the rows of ${partition} by hand or use "write: replace-partition"`,
    { partition }
  );
  if (remembered !== void 0 && remembered.sha256 !== sha2562) {
    throw refuse(`got ${partition} from another file (sha256 ${remembered.sha256.slice(0, 12)})`);
  }
  if (before === 0) return remembered !== void 0 && rows === 0 ? "settled" : void 0;
  if (before !== rows) throw refuse(`holds ${before} instead of ${rows} rows of ${partition}`);
  if (remembered !== void 0) return "settled";
  const job = await findSuccess(api, work, request.signal);
  if (job === void 0) throw refuse(`holds ${before} rows of ${partition} without a receipt`);
  return { job, by: "before" };
}
async function findSuccess(api, work, signal) {
  for (let attempt = 1; attempt <= MOST_LOOKED_AT; attempt++) {
    const reference = { projectId: api.target.project, jobId: work.id(attempt), location: work.location };
    const job = await getJob(api, reference, signal);
    if (job === void 0) return void 0;
    if (job.status.state === "DONE" && job.status.errorResult === void 0) return job;
  }
  return void 0;
}

// src/warehouse/bigquery/dataset.ts
async function findDataset(api, signal) {
  const { dataset } = api.target;
  const call = { what: `look for the dataset ${dataset}`, method: "GET", uri: `/datasets/${dataset}` };
  const found2 = await api.call({ ...call, expected: [404] }, signal);
  return typeof found2 === "number" ? void 0 : found2;
}
function noDataset({ url, project, dataset }) {
  return new ConfigurationError(
    "WAREHOUSE_DATASET",
    `${url}: project ${project} has no dataset "${dataset}"; create it where the lake's bucket is, or write "bigquery: { location: EU }" and it is created there`,
    { dataset }
  );
}
async function ensureDataset(api, settings, signal) {
  const { target } = api;
  const datasetReference = { projectId: target.project, datasetId: target.dataset };
  let found2 = await findDataset(api, signal);
  if (found2 === void 0) {
    if (settings.location === void 0) throw noDataset(target);
    const body = { datasetReference, location: settings.location };
    const made = await api.call(
      { what: `create the dataset ${target.dataset}`, method: "POST", uri: "/datasets", body, expected: [409] },
      signal
    );
    found2 = typeof made === "number" ? await findDataset(api, signal) : made;
  }
  if (found2?.location === void 0) {
    throw new TypeError(`BigQuery answered without the location of dataset ${target.dataset}`);
  }
  return checkLocation(api, settings, found2.location);
}
function checkLocation({ target }, settings, location) {
  const asked = settings.location;
  if (asked === void 0 || asked.toLowerCase() === location.toLowerCase()) return location;
  throw new ConfigurationError(
    "WAREHOUSE_LOCATION",
    `${target.url} is in ${location}, but the pipeline says "bigquery: { location: ${asked} }"; correct it, or name a dataset that is in ${asked}`,
    { location, asked }
  );
}

// src/warehouse/bigquery/schema.ts
var LEGACY = { INT64: "INTEGER", FLOAT64: "FLOAT", BOOL: "BOOLEAN" };
var GOOGLE_SQL = { INTEGER: "INT64", FLOAT: "FLOAT64", BOOLEAN: "BOOL" };
var TYPES = {
  int64: "INTEGER",
  float64: "FLOAT",
  bool: "BOOLEAN",
  string: "STRING",
  date: "DATE",
  datetime: "DATETIME",
  timestamp: "TIMESTAMP"
};
function toTableField(column) {
  const type = parseColumnType(column.type, column.unit);
  const isSized = type.kind === "numeric" && !(type.precision === 38 && type.scale === 9);
  return {
    name: column.name,
    type: type.kind === "numeric" ? "NUMERIC" : TYPES[type.kind],
    mode: column.required ? "REQUIRED" : "NULLABLE",
    ...isSized ? { precision: String(type.precision), scale: String(type.scale) } : {},
    ...column.description === void 0 ? {} : { description: column.description }
  };
}
function partitioningOf(partition, partitionDate2) {
  if (partitionDate2 === void 0) return void 0;
  const type = { 4: "YEAR", 7: "MONTH", 10: "DAY" }[partition.length];
  if (type === void 0) throw new TypeError(`"${partition}" is no partition of a year, month or day`);
  return { type, field: PARTITION_DATE };
}
function decoratorOf(partition, partitionDate2) {
  return partitionDate2 === void 0 ? "" : `$${partition.replaceAll("-", "")}`;
}
function fitTable(table, columns, wanted) {
  const existing = table.schema?.fields ?? [];
  const asked = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const known = new Set(existing.map((field) => field.name.toLowerCase()));
  const missing2 = columns.filter((column) => !known.has(column.name.toLowerCase()));
  if (table.type !== void 0 && table.type !== "TABLE") {
    const differences2 = [`${table.tableReference.tableId}: is a ${table.type.toLowerCase()}, not a table`];
    return { differences: differences2, fields: existing, added: [] };
  }
  const differences = existing.flatMap((field) => compareField(field, asked.get(field.name.toLowerCase())));
  const [has, needs] = [
    describePartitioning(table),
    wanted === void 0 ? "none" : `${wanted.type} of ${wanted.field}`
  ];
  if (has !== needs) {
    differences.push(`partitioning: ${has} in the table, ${needs} in the pipeline; it cannot be changed afterwards`);
  }
  return {
    differences,
    fields: [
      ...existing.map((field) => describeField(field, asked.get(field.name.toLowerCase()))),
      ...missing2.map((column) => ({ ...toTableField(column), mode: "NULLABLE" }))
    ],
    added: missing2.map((column) => column.name)
  };
}
function compareField(field, column) {
  const isRequired = field.mode === "REQUIRED";
  if (column === void 0) return isRequired ? [`${field.name}: NOT NULL in the table, absent from the new rows`] : [];
  const wanted = toTableField(column);
  if (field.mode === "REPEATED" || !takes(field, wanted)) {
    const has = field.mode === "REPEATED" ? `ARRAY of ${describeType(field)}` : describeType(field);
    return [`${field.name}: ${has} in the table, ${describeType(wanted)} in the new rows`];
  }
  return isRequired && !column.required ? [`${field.name}: NOT NULL in the table, may be null in the new rows`] : [];
}
function takes(field, wanted) {
  const type = LEGACY[field.type] ?? field.type;
  if (wanted.type !== "NUMERIC") return type === wanted.type;
  if (type !== "NUMERIC" && type !== "BIGNUMERIC") return false;
  if (field.precision === void 0) return true;
  const whole = (each) => Number(each.precision ?? 38) - scaleOf(each);
  return scaleOf(field) >= scaleOf(wanted) && whole(field) >= whole(wanted);
}
function scaleOf(field) {
  return Number(field.scale ?? (field.precision === void 0 ? 9 : 0));
}
function describeType(field) {
  const type = GOOGLE_SQL[field.type] ?? field.type;
  return field.precision === void 0 ? type : `${type}(${field.precision},${scaleOf(field)})`;
}
function describePartitioning({ timePartitioning, rangePartitioning }) {
  if (rangePartitioning !== void 0) return "a range of integers";
  if (timePartitioning === void 0) return "none";
  return `${timePartitioning.type} of ${timePartitioning.field ?? "the time of loading"}`;
}
function describeField(field, column) {
  return column?.description === void 0 ? field : { ...field, description: column.description };
}

// src/warehouse/bigquery/table.ts
async function readTable(api, signal) {
  const { dataset, table } = api.target;
  const uri = `/datasets/${dataset}/tables/${table}`;
  const what = `look at the table ${dataset}.${table}`;
  const found2 = await api.call({ what, method: "GET", uri, expected: [404] }, signal);
  return typeof found2 === "number" ? void 0 : found2;
}
var ROUNDS = 5;
async function ensureTable(api, settings, columns, partitioning, signal) {
  for (let round = 1; round <= ROUNDS; round++) {
    const table = await readTable(api, signal);
    const ready = table === void 0 ? await createTable(api, settings, columns, partitioning, signal) : await useTable(api, settings, table, columns, partitioning, signal);
    if (ready !== void 0) return ready;
  }
  throw new ConflictError(
    "WAREHOUSE_TABLE_CHANGED",
    `${api.target.url} was changed by somebody else each time it was about to be used; run again when they are done`
  );
}
async function createTable(api, settings, columns, timePartitioning, signal) {
  const { project, dataset, table } = api.target;
  const location = await ensureDataset(api, settings, signal);
  const fields = columns.map(
    (column) => column.name === PARTITION_DATE ? { ...toTableField(column), mode: "REQUIRED" } : toTableField(column)
  );
  const { clustering } = settings;
  const body = {
    tableReference: { projectId: project, datasetId: dataset, tableId: table },
    schema: { fields },
    ...timePartitioning === void 0 ? {} : { timePartitioning },
    ...clustering === void 0 ? {} : { clustering: { fields: [...clustering] } },
    ...settings.description === void 0 ? {} : { description: settings.description },
    ...settings.labels === void 0 ? {} : { labels: { ...settings.labels } }
  };
  const uri = `/datasets/${dataset}/tables`;
  const what = `create the table ${dataset}.${table}`;
  const made = await api.call({ what, method: "POST", uri, body, expected: [409] }, signal);
  if (typeof made === "number") return void 0;
  return { location, fields, added: [], ...body.clustering === void 0 ? {} : { clustering: body.clustering } };
}
async function useTable(api, settings, table, columns, partitioning, signal) {
  const { target } = api;
  const location = checkLocation(api, settings, table.location ?? "");
  const { differences, fields, added } = fitTable(table, columns, partitioning);
  if (differences.length > 0) {
    throw new ContractError(
      "WAREHOUSE_SCHEMA",
      `${target.url} does not fit the new rows:
${differences.map((line) => `  ${line}`).join("\n")}
change the columns back, alter the table by hand, or name a new table in "warehouse"`,
      { differences }
    );
  }
  const change = changeOf(settings, table, fields.slice(0, fields.length - added.length));
  if (change !== void 0) {
    const changed2 = await api.call(
      {
        what: `describe the table ${target.dataset}.${target.table}`,
        method: "PATCH",
        uri: `/datasets/${target.dataset}/tables/${target.table}`,
        body: change,
        headers: { "If-Match": table.etag ?? "" },
        expected: [412]
      },
      signal
    );
    if (typeof changed2 === "number") return void 0;
  }
  const clustering = change?.clustering ?? table.clustering;
  return { location, fields, added, ...clustering === void 0 ? {} : { clustering } };
}
function changeOf(settings, table, fields) {
  const { description, labels = {}, clustering } = settings;
  const isOther = description !== void 0 && description !== (table.description ?? "");
  const newLabels = Object.entries(labels).filter(([key, value]) => table.labels?.[key] !== value);
  const isReclustered = clustering !== void 0 && clustering.join() !== (table.clustering?.fields ?? []).join();
  const isRedescribed = fields.some((field, at) => field.description !== table.schema?.fields?.[at]?.description);
  if (!isOther && newLabels.length === 0 && !isReclustered && !isRedescribed) return void 0;
  return {
    ...isOther ? { description } : {},
    ...newLabels.length === 0 ? {} : { labels: Object.fromEntries(newLabels) },
    ...isReclustered ? { clustering: { fields: [...clustering] } } : {},
    ...isRedescribed ? { schema: { fields } } : {}
  };
}

// src/warehouse/bigquery/count.ts
var ANSWER_WITHIN_MS = 1e4;
var WAIT_MS = 1e3;
var MOST_WAITS = 300;
async function countByDay(api, signal) {
  const rows = await query(
    api,
    `SELECT CAST(${PARTITION_DATE} AS STRING), COUNT(*) FROM ${nameOf(api.target)} WHERE ${PARTITION_DATE} >= DATE '0001-01-01' GROUP BY 1`,
    signal
  );
  return rows && new Map(rows.map(([day, count]) => [day ?? "", Number(count)]));
}
async function countRows(api, partitionDate2, signal) {
  const where = partitionDate2 === void 0 ? "" : ` WHERE ${PARTITION_DATE} = DATE '${partitionDate2}'`;
  const rows = await query(api, `SELECT COUNT(*) FROM ${nameOf(api.target)}${where}`, signal);
  return Number(rows?.[0]?.[0] ?? 0);
}
async function countPartition(api, partitionDate2, signal) {
  const fields = partitionDate2 === void 0 ? void 0 : (await readTable(api, signal))?.schema?.fields ?? [];
  if (fields !== void 0 && !fields.some(({ name }) => name === PARTITION_DATE)) return 0;
  return countRows(api, partitionDate2, signal);
}
function nameOf({ project, dataset, table }) {
  return `\`${project}.${dataset}.${table}\``;
}
async function query(api, sql, signal) {
  const what = `count the rows of ${api.target.dataset}.${api.target.table}`;
  const body = { query: sql, useLegacySql: false, timeoutMs: ANSWER_WITHIN_MS };
  let answer = await api.call({ what, method: "POST", uri: "/queries", body, expected: [404] }, signal).catch((error) => {
    throw foreignTable(api.target, error);
  });
  const rows = [];
  for (let waits = 0; typeof answer !== "number"; ) {
    if (answer.jobComplete) {
      for (const row of answer.rows ?? []) rows.push(row.f.map((cell) => cell.v));
      if (answer.pageToken === void 0) return rows;
    } else {
      waits += 1;
      if (waits > MOST_WAITS) {
        throw new OutageError("WAREHOUSE_UNAVAILABLE", `${api.target.url}: BigQuery did not ${what} in time`);
      }
      await api.clock.sleep(WAIT_MS, signal);
    }
    const { jobId = "", location = "" } = answer.jobReference ?? {};
    const page = answer.pageToken === void 0 ? {} : { pageToken: answer.pageToken };
    const asked = { location, timeoutMs: String(ANSWER_WITHIN_MS), ...page };
    answer = await api.call({ what, method: "GET", uri: `/queries/${jobId}`, query: asked }, signal);
  }
  return void 0;
}
function foreignTable(target, error) {
  const { data, message } = error;
  if (data?.["reason"] !== "invalidQuery" || !message?.includes(PARTITION_DATE)) return error;
  const difference = `${PARTITION_DATE}: absent from the table, so its rows belong to no partition`;
  return new ContractError(
    "WAREHOUSE_SCHEMA",
    `${target.url} does not fit:
  ${difference}
name a new table in "warehouse"`,
    { differences: [difference] },
    error
  );
}

// src/warehouse/bigquery/job-id.ts
var LONGEST_TABLE = 100;
function loadJobName(target, request, remembered) {
  const { partition, publication, sha256: sha2562, columns, object, write } = request;
  const { project, dataset, table } = target;
  const shape = columns.map(({ name, type, required }) => [name, type, required]);
  const digest = sha256OfJson([project, dataset, table, partition, sha2562, object.uri, write, shape]).slice(0, 12);
  const named = table.slice(0, LONGEST_TABLE);
  return `lakeferry-${named}-${partition}-p${publication}-l${remembered?.number ?? 0}-${digest}`;
}

// src/warehouse/bigquery/receipts.ts
async function readReceipts(api, loads, signal) {
  signal.throwIfAborted();
  const partitions = [...loads.keys()].sort();
  const dated = partitions.filter((partition) => partitionDate(partition) !== void 0);
  const counts = dated.length > 0 ? await countByDay(api, signal) : /* @__PURE__ */ new Map();
  const receipts = /* @__PURE__ */ new Map();
  if (counts === void 0) return receipts;
  for (const partition of partitions) {
    const load2 = loads.get(partition);
    const day = partitionDate(partition);
    if (load2 === void 0) continue;
    const rowsNow = day === void 0 ? await countTable(api, signal) : counts.get(day) ?? 0;
    if (rowsNow !== void 0) receipts.set(partition, receiptOf(partition, load2, rowsNow));
  }
  return receipts;
}
async function countTable(api, signal) {
  const table = await readTable(api, signal);
  return table === void 0 ? void 0 : Number(table.numRows ?? 0);
}
function receiptOf(partition, load2, rowsNow) {
  const { publication, sha256: sha2562, rows, at } = load2;
  return { partition, publication, sha256: sha2562, rows, rowsNow, loadedAt: at };
}

// src/warehouse/bigquery/load.ts
var MOST_MOVES = 5;
async function loadPartition(api, settings, request, remembered) {
  const { partition, partitionDate: partitionDate2, signal } = request;
  signal.throwIfAborted();
  refuseLocalFile(api.target, request.object.uri);
  const receipt = {
    partition,
    publication: request.publication,
    sha256: request.sha256,
    rows: request.rows,
    rowsNow: request.rows,
    loadedAt: new Date(api.clock.now()).toISOString()
  };
  const isRemembered = remembered?.publication === request.publication && remembered.sha256 === request.sha256 && remembered.rows === request.rows;
  const before = await countRows(api, partitionDate2, signal);
  if (isRemembered && before === request.rows) {
    return { receipt: receiptOf(partition, remembered, before), outcome: "unchanged", replaced: 0, added: [] };
  }
  const name = loadJobName(api.target, request, remembered);
  const loaded = await whileTableMoves(api, async () => {
    const table = await ensureTable(api, settings, request.columns, partitioningOf(partition, partitionDate2), signal);
    const work = loadWork(api, request, table, name);
    const appended = request.write === "append-once" && await findAppended(api, request, work, { before, remembered });
    if (appended === "settled") return appended;
    return { ...appended || await runJob(api, work, signal), added: table.added };
  });
  if (loaded === "settled") return { receipt, outcome: "unchanged", replaced: 0, added: [] };
  const { job, by, added } = loaded;
  checkOutput(api.target, request, job);
  await runAfterLoad(api, settings, request, job);
  await checkRows(api, request, job);
  return { receipt, outcome: "loaded", replaced: by === "before" ? 0 : before, added };
}
async function whileTableMoves(api, work) {
  for (let round = 1; ; round++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError) || error.code !== TABLE_MOVED || round >= MOST_MOVES) throw error;
      api.log.info(`${api.target.url} got a new column meanwhile; looking again`);
    }
  }
}
function refuseLocalFile(target, lake) {
  if (/^gs:\/\/[^/]/.test(lake)) return;
  throw new ConfigurationError(
    "WAREHOUSE_LAKE",
    `${target.url} loads from Google Cloud Storage alone, but the lake is ${lake}; set "lake: gs://bucket/prefix", or use a duckdb: warehouse with this lake`,
    { lake }
  );
}
function loadWork(api, request, table, name) {
  const { target } = api;
  const { partition, partitionDate: partitionDate2, object, rows, signal } = request;
  const decorator = decoratorOf(partition, partitionDate2);
  const load2 = {
    sourceUris: [object.uri],
    sourceFormat: "PARQUET",
    destinationTable: {
      projectId: target.project,
      datasetId: target.dataset,
      tableId: `${target.table}${decorator}`
    },
    schema: { fields: table.fields },
    autodetect: false,
    createDisposition: "CREATE_NEVER",
    writeDisposition: request.write === "append-once" ? "WRITE_APPEND" : "WRITE_TRUNCATE",
    // Truncating a whole table takes the load's schema as the table's, and no options.
    ...table.added.length > 0 && (decorator !== "" || request.write === "append-once") ? { schemaUpdateOptions: ["ALLOW_FIELD_ADDITION"] } : {},
    decimalTargetTypes: ["NUMERIC", "BIGNUMERIC"],
    ...decorator === "" && table.clustering !== void 0 ? { clustering: table.clustering } : {}
  };
  return {
    id: (attempt) => `${name}-a${attempt}`,
    location: table.location,
    configuration: { load: load2 },
    failure: (job) => loadFailure(target, partition, job),
    stands: async (job) => outputRows(job) !== rows || await countRows(api, partitionDate2, signal) === rows
  };
}
function outputRows(job) {
  return Number(job.statistics?.load?.outputRows ?? -1);
}
function checkOutput(target, request, job) {
  const written = outputRows(job);
  if (written !== request.rows) throw wrongCount(target, request, job, { written });
}
async function checkRows(api, request, job) {
  const found2 = await countRows(api, request.partitionDate, request.signal);
  if (found2 !== request.rows) throw wrongCount(api.target, request, job, { found: found2 });
}
function wrongCount(target, { partition, rows, object }, job, { written, found: found2 }) {
  const what = written === void 0 ? `holds ${found2} rows of ${partition} after the load; was it changed by somebody else at the same time? Run again` : `got ${written} rows of ${partition} from ${object.uri}; publish the partition again`;
  return new ContractError(
    "WAREHOUSE_COUNT",
    `${target.url}: ${rows} rows were published, but it ${what} (${describeJob(job.jobReference)})`,
    { expected: rows, ...written === void 0 ? { found: found2 } : { written } }
  );
}

// src/warehouse/bigquery/target.ts
var EXPECTED = "write bigquery://project/dataset or bigquery://project/dataset/table";
var PROJECT = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
var DATASET = /^[A-Za-z0-9_]{1,1024}$/;
var TABLE = /^[A-Za-z0-9_-]{1,1024}$/;
function resolveTarget2(options) {
  const { url } = options;
  const refuse = (why) => new ConfigurationError("WAREHOUSE_URL", `"${url}" ${why}; ${EXPECTED}`, { url });
  const [, path] = /^bigquery:\/\/([^?#]*)$/i.exec(url) ?? [];
  if (path === void 0) throw refuse("is not the URL of a BigQuery table");
  const [project = "", dataset = "", table = options.dataset, ...rest] = path.split("/");
  if (rest.length > 0) throw refuse("has more parts than a project, a dataset and a table");
  if (!PROJECT.test(project)) throw refuse(`does not begin with the id of a project, but with "${project}"`);
  if (!DATASET.test(dataset)) throw refuse(`names the dataset "${dataset}", which needs letters, digits and _ alone`);
  if (table.includes("$")) throw refuse(`names a partition, "${table}": each load chooses its own`);
  if (!TABLE.test(table)) throw refuse(`names the table "${table}", which needs letters, digits, _ and - alone`);
  return {
    project,
    dataset,
    table,
    url: `bigquery://${project}/${dataset}/${table}`,
    id: `bigquery-${sha256OfJson([project, dataset, table]).slice(0, 16)}`
  };
}

// src/warehouse/bigquery/api.ts
var PATIENCE2 = { retries: 4, delay: { kind: "exponential", first: 1e3, longest: 2e4 } };
function createApi2(options) {
  const { target, clock, log, callTimeoutMs } = options;
  let client;
  async function once2(call) {
    client ??= options.open();
    const opened = await client;
    try {
      return await send(opened, call);
    } catch (error) {
      if (isBug(error)) throw error;
      const { status } = problemOf(error);
      if (status !== void 0 && call.expected?.includes(status)) return status;
      throw callFailure2(target, call.what, error);
    }
  }
  return {
    target,
    clock,
    log,
    call: (call, signal) => withRetries(
      PATIENCE2,
      clock,
      signal,
      () => {
        signal.throwIfAborted();
        return withDeadline(
          `${target.url}: asking BigQuery to ${call.what}`,
          callTimeoutMs,
          signal,
          () => once2(call)
        );
      },
      ({ attempt, tries, error, waitMs }) => log.warn(`${error.message}; try ${attempt} of ${tries}, the next in ${formatDuration(waitMs)}`)
    )
  };
}
function send(client, { method, uri, body, query: query3, headers, what }) {
  return new Promise((resolve6, reject) => {
    client.request(
      {
        method,
        uri,
        ...body === void 0 ? {} : { json: body },
        ...query3 === void 0 ? {} : { qs: query3 },
        ...headers === void 0 ? {} : { headers }
      },
      (error, answer) => {
        if (error) reject(error);
        else if (typeof answer !== "object" || answer === null) {
          reject(new OutageError("WAREHOUSE_ANSWER", `BigQuery gave no readable answer when asked to ${what}`));
        } else resolve6(answer);
      }
    );
  });
}

// src/warehouse/bigquery/drop.ts
import { randomUUID as randomUUID3 } from "node:crypto";
async function dropRows(api, { partition, partitionDate: partitionDate2, signal }) {
  const { project, dataset, table } = api.target;
  const rows = await countRows(api, partitionDate2, signal);
  const found2 = rows === 0 ? void 0 : await readTable(api, signal);
  if (found2 === void 0) return 0;
  const where = partitionDate2 === void 0 ? "true" : `${PARTITION_DATE} = DATE '${partitionDate2}'`;
  const query3 = {
    query: `DELETE FROM \`${project}.${dataset}.${table}\` WHERE ${where}`,
    useLegacySql: false,
    defaultDataset: { projectId: project, datasetId: dataset }
  };
  const name = `lakeferry-drop-${table}-${partition}-${randomUUID3()}`;
  await runJob(
    api,
    {
      id: (attempt) => `${name}-a${attempt}`,
      location: found2.location ?? "",
      configuration: { query: query3 },
      failure: (job) => loadFailure(api.target, partition, job),
      stands: async () => true
    },
    signal
  );
  return rows;
}

// src/warehouse/bigquery/examine.ts
async function examineTable(api, settings, { columns, partition, partitionDate: partitionDate2, signal }) {
  const { project, dataset, table: name } = api.target;
  const editor = `BigQuery Data Editor (roles/bigquery.dataEditor) on the dataset ${dataset}`;
  const looked = await unlessDenied(async () => {
    const found3 = await findDataset(api, signal);
    return { found: found3, table: found3 === void 0 ? void 0 : await readTable(api, signal) };
  });
  const lacking = looked === "denied" ? [editor] : [];
  const { found: found2, table } = looked === "denied" ? {} : looked;
  if (looked !== "denied" && found2 === void 0 && settings.location === void 0) throw noDataset(api.target);
  const location = found2?.location === void 0 ? settings.location : checkLocation(api, settings, found2.location);
  const mayDo = async (sql) => await unlessDenied(() => tryDry(api, sql, location ?? "US", signal)) !== "denied";
  if (!await mayDo("SELECT 1")) lacking.push(`BigQuery Job User (roles/bigquery.jobUser) in the project ${project}`);
  else if (found2 !== void 0) {
    const full = `\`${project}.${dataset}.${name}\``;
    const sql = table === void 0 ? `CREATE TABLE ${full} (a INT64)` : `DELETE FROM ${full} WHERE false`;
    if (!await mayDo(sql)) lacking.push(editor);
  }
  const place = location === void 0 ? {} : { location };
  if (table === void 0) return { table: false, ...place, differences: [], lacking };
  const { differences } = fitTable(table, columns, partitioningOf(partition, partitionDate2));
  const isPartitioning = (line) => line.startsWith("partitioning:");
  const partitioning = differences.find(isPartitioning);
  return {
    table: true,
    ...place,
    differences: differences.filter((line) => !isPartitioning(line)),
    ...partitioning === void 0 ? {} : { partitioning },
    lacking
  };
}
async function tryDry(api, query3, location, signal) {
  const configuration = { dryRun: true, query: { query: query3, useLegacySql: false } };
  const body = { jobReference: { projectId: api.target.project, location }, configuration };
  await api.call({ what: "try a statement dry", method: "POST", uri: "/jobs", body }, signal);
}
async function unlessDenied(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LakeferryError && error.code === "WAREHOUSE_DENIED") return "denied";
    throw error;
  }
}

// src/warehouse/bigquery/library.ts
async function connect(connection, project) {
  const { createClient } = await import("./chunk-E5XFX6KG.mjs");
  return createClient(connection, project);
}

// src/warehouse/bigquery/warehouse.ts
var DEFAULT_CALL_TIMEOUT_MS = 6e4;
function createBigqueryWarehouse(options) {
  const { target, settings, loads, clock, log } = options;
  const api = createApi2({
    target,
    clock,
    log,
    open: async () => connect(await options.connection(), target.project),
    callTimeoutMs: options.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS
  });
  return {
    kind: "bigquery",
    url: target.url,
    id: target.id,
    rows: (signal) => countTable(api, signal),
    receipts: (signal) => readReceipts(api, loads(), signal),
    load: (request) => loadPartition(api, settings, request, loads().get(request.partition)),
    drop: (request) => dropRows(api, request),
    count: ({ partitionDate: partitionDate2, signal }) => countPartition(api, partitionDate2, signal),
    async adopt(request) {
      checkAdoptedRows(target.url, request, await countRows(api, request.partitionDate, request.signal));
      return receiptFor(request, new Date(clock.now()).toISOString());
    },
    examine: (request) => examineTable(api, settings, request),
    close: async () => {
    }
  };
}

// src/warehouse/duckdb/target.ts
import { lstat, readlink, realpath } from "node:fs/promises";
import { basename, dirname as dirname2, isAbsolute, join as join5, relative, resolve as resolve2 } from "node:path";
var EXPECTED2 = "write duckdb:path/to/file.duckdb, optionally followed by #table or #schema.table";
async function resolveTarget3(options) {
  const { url, dataset, directory } = options;
  const [, path = "", fragment] = /^duckdb:([^#]*)(?:#(.*))?$/is.exec(url) ?? [];
  const refuse = (why) => new ConfigurationError("WAREHOUSE_URL", `"${url}" ${why}; ${EXPECTED2}`, { url });
  if (path === "") throw refuse("names no database file");
  if (path.startsWith("//") || /^:memory:/i.test(path)) throw refuse("is not the path of a file");
  const slip = /^(.*\.duckdb)\/([^/.]+)$/i.exec(path);
  if (slip) {
    throw new ConfigurationError(
      "WAREHOUSE_URL",
      `"${url}" names its table after a "/"; write duckdb:${slip[1]}#${slip[2]}`,
      {
        url
      }
    );
  }
  const names = fragment === void 0 ? [dataset] : fragment.split(".");
  const table = names.at(-1) ?? "";
  const schema = names.length === 1 ? "main" : names[0] ?? "";
  if (names.length > 2 || table === "" || schema === "") throw refuse(`does not name a table after "#"`);
  if (table.toLowerCase() === RECEIPTS_TABLE) throw refuse(`names the table of the receipts`);
  const file = await realFile(resolve2(directory, path));
  const inside = relative(await realFile(resolve2(directory)), file);
  const shown = inside.startsWith("..") || isAbsolute(inside) ? path : inside;
  return {
    file,
    schema,
    table,
    url: `duckdb:${shown}#${schema === "main" ? "" : `${schema}.`}${table}`,
    id: `duckdb-${sha256OfJson([file, schema.toLowerCase(), table.toLowerCase()]).slice(0, 16)}`
  };
}
async function realFile(path) {
  try {
    return await realpath(path);
  } catch {
    const above = dirname2(path);
    if (above === path) return path;
    const folder = await realFile(above);
    const here = join5(folder, basename(path));
    const isLink = await lstat(here).then(
      (stat2) => stat2.isSymbolicLink(),
      () => false
    );
    return isLink ? realFile(resolve2(folder, await readlink(here))) : here;
  }
}

// src/warehouse/duckdb/warehouse.ts
import { mkdir } from "node:fs/promises";
import { dirname as dirname4, resolve as resolve3 } from "node:path";

// src/warehouse/duckdb/names.ts
function qualify(catalog, schema, table) {
  return [catalog, schema, table].map(quoteName).join(".");
}
function toDuckdbType(type) {
  switch (type.kind) {
    case "int64":
      return "BIGINT";
    case "float64":
      return "DOUBLE";
    case "numeric":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "bool":
      return "BOOLEAN";
    case "string":
      return "VARCHAR";
    case "date":
      return "DATE";
    case "datetime":
      return "TIMESTAMP";
    case "timestamp":
      return "TIMESTAMP WITH TIME ZONE";
  }
}
var DUCKDB = {
  typeOf: (column) => toDuckdbType(parseColumnType(column.type, column.unit)),
  keyOf: (name) => name.toLowerCase()
};

// src/warehouse/duckdb/schema.ts
async function readColumns(session, target, table = target.table) {
  const where = [session.catalog, target.schema, table];
  const found2 = await session.rows(
    `SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
     WHERE database_name = $1 AND lower(schema_name) = lower($2) AND lower(table_name) = lower($3)
     ORDER BY column_index`,
    where
  );
  if (found2.length === 0) return void 0;
  return found2.map((row) => ({
    name: String(row["column_name"]),
    type: String(row["data_type"]),
    nullable: row["is_nullable"] === true,
    ...row["comment"] === null ? {} : { comment: String(row["comment"]) }
  }));
}
async function ensureTable2(session, target, columns, partitioned) {
  const table = qualify(session.catalog, target.schema, target.table);
  const existing = await readColumns(session, target);
  if (existing === void 0) {
    const lines = columns.map(
      (column) => `${quoteName(column.name)} ${DUCKDB.typeOf(column)}${column.required ? " NOT NULL" : ""}`
    );
    await session.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(session.catalog)}.${quoteName(target.schema)}`);
    await session.run(`CREATE TABLE ${table} (${lines.join(", ")})`);
    await describeColumns(session, table, columns, []);
    return [];
  }
  refuseDifferences(
    target.url,
    await isView(session, target) ? [`${target.table}: is a view, not a table`] : compareColumns(DUCKDB, existing, columns, partitioned)
  );
  const missing2 = missingColumns(DUCKDB, existing, columns);
  for (const column of missing2)
    await session.run(`ALTER TABLE ${table} ADD COLUMN ${quoteName(column.name)} ${DUCKDB.typeOf(column)}`);
  await describeColumns(session, table, columns, existing);
  return missing2.map((column) => column.name);
}
async function isView(session, target) {
  const views = await session.rows(
    `SELECT 1 FROM duckdb_views()
     WHERE database_name = $1 AND lower(schema_name) = lower($2) AND lower(view_name) = lower($3)`,
    [session.catalog, target.schema, target.table]
  );
  return views.length > 0;
}
async function describeColumns(session, table, columns, existing) {
  for (const { name, comment } of newComments(DUCKDB, existing, columns)) {
    await session.run(`COMMENT ON COLUMN ${table}.${quoteName(name)} IS ${quoteText(comment)}`);
  }
}

// src/warehouse/duckdb/receipts.ts
async function readReceipts2(session, target, only) {
  if (await readColumns(session, target, RECEIPTS_TABLE) === void 0) return /* @__PURE__ */ new Map();
  const columns = await readColumns(session, target);
  const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
  const table = qualify(session.catalog, target.schema, target.table);
  const hasDate = hasPartitionDate(DUCKDB, columns);
  const wanted = `SELECT partition_date FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`;
  const filter = only === void 0 ? "" : `WHERE ${PARTITION_DATE} IN (${wanted})`;
  const counted = hasDate ? `SELECT ${PARTITION_DATE} AS day, count(*) AS total FROM ${table} ${filter} GROUP BY ${PARTITION_DATE}` : "SELECT NULL::DATE AS day, 0 AS total WHERE false";
  const whole = columns === void 0 ? "0" : `(SELECT count(*) FROM ${table})`;
  const rows = await session.rows(
    `SELECT r."partition", r.publication, r.sha256, r."rows", epoch_ms(r.loaded_at) AS loaded_ms,
       CASE WHEN r.partition_date IS NULL THEN ${whole} ELSE coalesce(c.total, 0) END AS rows_now
     FROM ${receipts} r LEFT JOIN (${counted}) c ON c.day = r.partition_date
     WHERE r.table_name = lower($1) ${only === void 0 ? "" : 'AND r."partition" = $2'} ORDER BY r."partition"`,
    only === void 0 ? [target.table] : [target.table, only]
  );
  return new Map(
    rows.map((row) => {
      const partition = String(row["partition"]);
      const receipt = {
        partition,
        publication: Number(row["publication"]),
        sha256: String(row["sha256"]),
        rows: Number(row["rows"]),
        rowsNow: Number(row["rows_now"]),
        loadedAt: new Date(Number(row["loaded_ms"])).toISOString()
      };
      return [partition, receipt];
    })
  );
}
async function writeReceipt(session, target, request, receipt) {
  const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
  await session.run(
    `CREATE TABLE IF NOT EXISTS ${receipts} (
       table_name VARCHAR NOT NULL, "partition" VARCHAR NOT NULL, partition_date DATE, publication BIGINT NOT NULL,
       sha256 VARCHAR NOT NULL, "rows" BIGINT NOT NULL, loaded_at TIMESTAMP WITH TIME ZONE NOT NULL)`
  );
  if (request.partitionDate === void 0) {
    await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1)`, [target.table]);
  } else {
    await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`, [
      target.table,
      request.partition
    ]);
  }
  await session.run(
    `INSERT INTO ${receipts} VALUES (lower($1), $2, $3::DATE, $4::BIGINT, $5, $6::BIGINT, $7::TIMESTAMPTZ)`,
    [
      target.table,
      receipt.partition,
      request.partitionDate ?? null,
      receipt.publication,
      receipt.sha256,
      receipt.rows,
      receipt.loadedAt
    ]
  );
}

// src/warehouse/duckdb/adopt.ts
async function countRows2(session, target, { partitionDate: partitionDate2 }) {
  const columns = await readColumns(session, target);
  if (columns === void 0) return 0;
  if (partitionDate2 !== void 0 && !hasPartitionDate(DUCKDB, columns)) return 0;
  const table = qualify(session.catalog, target.schema, target.table);
  const where = partitionDate2 === void 0 ? "" : ` WHERE ${PARTITION_DATE} = $1::DATE`;
  const [row] = await session.rows(
    `SELECT count(*) AS total FROM ${table}${where}`,
    partitionDate2 === void 0 ? [] : [partitionDate2]
  );
  return Number(row?.["total"]);
}
async function adoptRows(session, target, request, adoptedAt) {
  await session.run("BEGIN TRANSACTION");
  try {
    checkAdoptedRows(target.url, request, await countRows2(session, target, request));
    const receipt = receiptFor(request, adoptedAt);
    await writeReceipt(session, target, request, receipt);
    await session.run("COMMIT");
    return receipt;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

// src/warehouse/duckdb/creation.ts
import { link, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename as basename2, dirname as dirname3, join as join6 } from "node:path";
var FILES = { read: readFile };
var DAY2 = 864e5;
var DRAFT = /^\.((?:[^-.]+-){3}[^-.]+)-[0-9a-z]+\.new(?:\.wal)?$/;
async function createDatabase(duckdb, options) {
  const { target, clock, beforeStatement } = options;
  if (await exists2(target.file)) return;
  const owner = formatOwner(await thisProcess(FILES));
  const draft = `${target.file}.${owner}-${Math.floor(clock.random() * 2 ** 32).toString(36)}.new`;
  await beforeStatement?.("create the database file");
  try {
    const instance = await duckdb.DuckDBInstance.create(draft);
    instance.closeSync();
    await beforeStatement?.("name the database file");
    await link(draft, target.file);
  } catch (error) {
    if (!["EEXIST", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(codeOf2(error))) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
async function sweepDrafts({ target, clock }) {
  const [folder, file] = [dirname3(target.file), basename2(target.file)];
  const me = await thisProcess(FILES);
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = name.startsWith(file) ? parseOwner(DRAFT.exec(name.slice(file.length))?.[1] ?? "") : void 0;
    if (owner === void 0) continue;
    const path = join6(folder, name);
    try {
      const state = await stateOf(FILES, owner, me);
      if (state === "alive") continue;
      if (state === "dead" || clock.now() - (await stat(path)).mtimeMs > DAY2) await rm(path, { force: true });
    } catch {
    }
  }
}
async function exists2(path) {
  return stat(path).then(
    () => true,
    () => false
  );
}
function codeOf2(error) {
  return String(error?.code ?? "");
}

// src/warehouse/duckdb/drop.ts
async function dropRows2(session, target, request) {
  await session.run("BEGIN TRANSACTION");
  try {
    const { partition, partitionDate: partitionDate2 } = request;
    const table = qualify(session.catalog, target.schema, target.table);
    let rows = 0;
    if (await readColumns(session, target) !== void 0) {
      rows = partitionDate2 === void 0 ? await session.run(`DELETE FROM ${table}`) : await session.run(`DELETE FROM ${table} WHERE ${PARTITION_DATE} = $1::DATE`, [partitionDate2]);
    }
    if (await readColumns(session, target, RECEIPTS_TABLE) !== void 0) {
      const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
      await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`, [
        target.table,
        partition
      ]);
    }
    await session.run("COMMIT");
    return rows;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

// src/warehouse/duckdb/examine.ts
async function examineTable2(session, target, { columns, partitionDate: partitionDate2 }) {
  const existing = await readColumns(session, target);
  if (existing === void 0) return { table: false, differences: [], lacking: [] };
  const differences = await isView(session, target) ? [`${target.table}: is a view, not a table`] : compareColumns(DUCKDB, existing, columns, partitionDate2 !== void 0);
  return { table: true, differences, lacking: [] };
}

// src/warehouse/duckdb/library.ts
import { createRequire } from "node:module";
import { join as join7 } from "node:path";
import { pathToFileURL } from "node:url";
var PACKAGE = "@duckdb/node-api";
var INSTALL = "npm install @duckdb/node-api@1.5.5-r.5";
async function loadDuckdb(options = {}) {
  const { name = PACKAGE } = options;
  try {
    return await load(name);
  } catch (error) {
    const folder = isAbsent(error) ? await options.folder?.() : void 0;
    if (folder === void 0) throw missing(name, `${name} cannot be loaded`, error);
    try {
      const find = createRequire(join7(folder, "node_modules", "from-here.js"));
      return await load(pathToFileURL(find.resolve(name)).href);
    } catch (inFolder) {
      throw missing(name, `${name} cannot be loaded from ${folder}`, inFolder);
    }
  }
}
async function load(name) {
  return await import(name);
}
function isAbsent(error) {
  return ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(error.code ?? "");
}
function missing(name, what, error) {
  return new ConfigurationError(
    "WAREHOUSE_DUCKDB_MISSING",
    `the warehouse is a DuckDB file, but ${what} (${firstLine(reasonOf(error))}); run ${INSTALL}`,
    { package: name },
    error
  );
}
function firstLine(text) {
  return text.split("\n", 1)[0] ?? "";
}

// src/warehouse/duckdb/load.ts
async function loadFile(session, target, request, options) {
  await session.run("BEGIN TRANSACTION");
  try {
    const outcome = await replaceRows(session, target, request, options);
    await session.run("COMMIT");
    return outcome;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
async function replaceRows(session, target, request, options) {
  const before = (await readReceipts2(session, target, request.partition)).get(request.partition);
  const settled = settledBy(request, before);
  if (settled) return settled;
  const receipt = receiptFor(request, options.loadedAt);
  if (request.write === "append-once" && isAppended(target.url, request, before, await countRows2(session, target, request))) {
    await writeReceipt(session, target, request, receipt);
    return { receipt, outcome: "unchanged", replaced: 0, added: [] };
  }
  await checkFile(session, target, request, options.file);
  const added = await ensureTable2(session, target, request.columns, request.partitionDate !== void 0);
  const table = qualify(session.catalog, target.schema, target.table);
  const where = partitionFilter(request);
  const replaced = await session.run(`DELETE FROM ${table}${where.sql}`, where.parameters);
  const names = request.columns.map((column) => quoteName(column.name)).join(", ");
  const inserted = await session.run(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${PARQUET}`, [
    literalGlob(options.file)
  ]);
  const found2 = await countRows2(session, target, request);
  checkLoadedRows(target.url, request, inserted, found2);
  await runAfterLoad2(session, target, request);
  await writeReceipt(session, target, request, receipt);
  return { receipt, outcome: "loaded", replaced, added };
}
var PARQUET = "read_parquet($1, hive_partitioning = false)";
function literalGlob(path) {
  return path.replace(/[[*?]/g, "[$&]");
}
function partitionFilter(request) {
  if (request.partitionDate === void 0) return { sql: "", parameters: [] };
  return { sql: ` WHERE ${PARTITION_DATE} = $1::DATE`, parameters: [request.partitionDate] };
}
async function checkFile(session, target, request, file) {
  const rows = await session.rows(`DESCRIBE SELECT * FROM ${PARQUET}`, [literalGlob(file)]);
  const found2 = rows.map((row) => `${String(row["column_name"])} ${String(row["column_type"])}`);
  const expected = request.columns.map((column) => `${column.name} ${DUCKDB.typeOf(column)}`);
  checkFileColumns(target.url, request, found2, expected);
}
async function runAfterLoad2(session, target, request) {
  if (request.afterLoad === void 0) return;
  const { url } = target;
  let place = "";
  try {
    const statements = await session.statements(request.afterLoad);
    for (let at = 0; at < statements.count; at++) {
      place = `, statement ${at + 1}`;
      if (await statements.isTransaction(at)) {
        throw afterLoadError(url, request, place, TRANSACTION_INSIDE);
      }
      await statements.run(at);
    }
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (error instanceof ConfigurationError || error instanceof OutageError) throw error;
    throw afterLoadError(url, request, place, firstLine(reasonOf(error)), error);
  }
  checkRowsLeft(url, request, await countRows2(session, target, request));
}

// src/warehouse/duckdb/failure.ts
function kindOf(error) {
  return /^(\w+(?: \w+)*) Error:/.exec(error instanceof Error ? error.message : "")?.[1] ?? "";
}
function isLocked(error) {
  return /could not set lock on file|conflicting lock|used by another process/i.test(reasonOf(error));
}
function lockedError(target, timeoutMs, error) {
  return new OutageError(
    "WAREHOUSE_LOCKED",
    `${target.url} was still in use after ${timeoutMs / 1e3} s (${firstLine(reasonOf(error))}); close the other program and run again`,
    { data: { timeoutMs }, cause: error, retryable: false }
  );
}
function openError(target, error) {
  if (error instanceof LakeferryError) return error;
  const reason = firstLine(reasonOf(error));
  if (/not a valid duckdb database|version number|newer version|older version/i.test(reason)) {
    return new ConfigurationError(
      "WAREHOUSE_FILE",
      `${target.url} cannot be opened (${reason}); name another file in "warehouse"`,
      {},
      error
    );
  }
  return new OutageError("WAREHOUSE_OPEN", `${target.url} cannot be opened: ${reason}`, { cause: error });
}
function statementError(target, error) {
  if (error instanceof LakeferryError) return error;
  const kind = kindOf(error);
  switch (kind) {
    case "Constraint":
      return new ContractError(
        "WAREHOUSE_DATA",
        // A duplicate key stands there with its value.
        `${target.url} refused the rows: ${firstLine(reasonOf(error)).replace(/(duplicate key) ".*"/i, "$1")}`,
        {}
      );
    case "Conversion":
    case "Invalid Input":
    case "Out of Range":
      return new ContractError("WAREHOUSE_DATA", `${target.url} refused the rows: ${kind.toLowerCase()} error`);
    case "IO":
    case "Out of Memory":
    case "TransactionContext":
    case "FATAL":
      return new OutageError("WAREHOUSE_IO", `${target.url}: ${firstLine(reasonOf(error))}`, { cause: error });
    default:
      return error;
  }
}
function scriptError(target, error) {
  const translated = statementError(target, error);
  if (translated instanceof OutageError && !/no files|no such file/i.test(reasonOf(error))) return translated;
  return kindOf(error) === "Conversion" ? new Error("a value does not convert to the type that is asked for") : error;
}
function syntaxError(error) {
  const text = reasonOf(error).replace(/^failed to extract statements: /, "");
  const line = /^LINE (\d+):/m.exec(text)?.[1];
  return new Error(`${line === void 0 ? "" : `line ${line}: `}${firstLine(text)}`);
}

// src/warehouse/duckdb/turn.ts
var queues = /* @__PURE__ */ new Map();
async function inTurn(file, signal, work) {
  signal.throwIfAborted();
  const before = queues.get(file) ?? Promise.resolve();
  const { promise: aborted, reject } = Promise.withResolvers();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  aborted.catch(() => {
  });
  const { promise: started, resolve: start } = Promise.withResolvers();
  const mine = before.then(() => {
    signal.throwIfAborted();
    start();
    return work();
  });
  const settled = mine.then(
    () => {
    },
    () => {
    }
  );
  queues.set(file, settled);
  try {
    await Promise.race([started, settled, aborted]);
    return await mine;
  } finally {
    signal.removeEventListener("abort", onAbort);
    if (queues.get(file) === settled) void settled.then(() => queues.get(file) === settled && queues.delete(file));
  }
}

// src/warehouse/duckdb/session.ts
var MEMORY_LIMIT = "2GB";
var THREADS = "2";
var INTERRUPT_EVERY_MS = 20;
async function withSession(options, work) {
  const { file } = options.target;
  return inTurn(file, options.signal, async () => {
    const instance = await openInstance(options);
    try {
      const connection = await instance.connect();
      try {
        return await work(await createSession(connection, options));
      } finally {
        connection.closeSync();
      }
    } finally {
      instance.closeSync();
    }
  });
}
async function openInstance(options) {
  const { target, clock, log, signal, timeoutMs } = options;
  const duckdb = await options.loadLibrary();
  const settings = {
    access_mode: options.mode === "read" ? "READ_ONLY" : "READ_WRITE",
    // Left on, a query that looks like it needs one downloads an extension at run time and loads it as native code.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: MEMORY_LIMIT,
    threads: THREADS,
    temp_directory: `${target.file}.tmp`
  };
  const begun = clock.now();
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      if (options.mode === "write") await createDatabase(duckdb, options);
      return await duckdb.DuckDBInstance.create(target.file, settings);
    } catch (error) {
      if (!isLocked(error)) throw openError(target, error);
      if (clock.now() - begun >= timeoutMs) throw lockedError(target, timeoutMs, error);
      if (attempt === 1) log.info(`${target.url} is in use by another process; waiting up to ${timeoutMs / 1e3} s`);
      await clock.sleep(Math.round(50 + 200 * clock.random()), signal);
    }
  }
}
async function createSession(connection, options) {
  const { signal, target } = options;
  async function interruptible(sql, call, translate = statementError) {
    signal.throwIfAborted();
    let timer;
    const interrupt = () => {
      connection.interrupt();
      timer ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
    };
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      await options.beforeStatement?.(sql);
      signal.throwIfAborted();
      const answer = await call();
      await options.afterStatement?.(sql);
      return answer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw translate(target, error);
    } finally {
      clearInterval(timer);
      signal.removeEventListener("abort", interrupt);
    }
  }
  const execute = (sql, parameters = []) => interruptible(sql, () => connection.run(sql, [...parameters]));
  const session = {
    catalog: "",
    rows: async (sql, parameters) => (await execute(sql, parameters)).getRowObjectsJS(),
    run: async (sql, parameters) => (await execute(sql, parameters)).rowsChanged,
    async statements(sql) {
      const extracted = await connection.extractStatements(`SELECT 1;${sql}`).catch((error) => {
        throw syntaxError(error);
      });
      const { StatementType } = await options.loadLibrary();
      let open;
      const prepare2 = async (at) => {
        if (open?.at !== at) {
          open?.prepared.destroySync();
          open = { at, prepared: await extracted.prepare(at + 1) };
        }
        return open.prepared;
      };
      return {
        count: extracted.count - 1,
        isTransaction: async (at) => (await prepare2(at)).statementType === StatementType.TRANSACTION,
        run: async (at) => {
          const prepared = await prepare2(at);
          await interruptible(`after_load statement ${at + 1}`, () => prepared.run(), scriptError);
        }
      };
    },
    async rollback() {
      await connection.run("ROLLBACK").catch(() => {
      });
    }
  };
  await connection.run("SET TimeZone = 'UTC'");
  const [first] = await (await connection.run("SELECT current_database() AS catalog")).getRowObjectsJS();
  session.catalog = String(first?.["catalog"]);
  return session;
}

// src/warehouse/duckdb/warehouse.ts
var DEFAULT_TIMEOUT_MS = 6e4;
function createDuckdbWarehouse(options) {
  const { target, clock, log, beforeStatement, afterStatement } = options;
  let library;
  const loadLibrary = () => {
    library ??= loadDuckdb(options.duckdbFolder === void 0 ? {} : { folder: options.duckdbFolder });
    return library;
  };
  let swept;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const open = (mode, signal, work) => withSession({ target, mode, clock, log, timeoutMs, signal, loadLibrary, beforeStatement, afterStatement }, work);
  async function look2(signal, empty, work) {
    signal.throwIfAborted();
    return await exists2(target.file) ? open("read", signal, work) : empty;
  }
  const warehouse = {
    kind: "duckdb",
    url: target.url,
    id: target.id,
    rows: (signal) => look2(signal, void 0, async (session) => {
      if (await readColumns(session, target) === void 0) return void 0;
      const table = qualify(session.catalog, target.schema, target.table);
      const [row] = await session.rows(`SELECT count(*) AS total FROM ${table}`);
      return Number(row?.["total"]);
    }),
    receipts: (signal) => look2(signal, /* @__PURE__ */ new Map(), (session) => readReceipts2(session, target)),
    async load(request) {
      const { signal, partition, object } = request;
      if (object.isRemote) {
        const receipts = await look2(signal, /* @__PURE__ */ new Map(), (session) => readReceipts2(session, target, partition));
        const settled = settledBy(request, receipts.get(partition));
        if (settled) return settled;
      }
      const file = resolve3(await object.localFile());
      await makeFolder(target);
      swept ??= sweepDrafts({ target, clock });
      await swept;
      const loadedAt = new Date(clock.now()).toISOString();
      return open("write", signal, (session) => loadFile(session, target, request, { file, loadedAt }));
    },
    drop: async (request) => await exists2(target.file) ? open("write", request.signal, (session) => dropRows2(session, target, request)) : 0,
    count: (request) => look2(request.signal, 0, (session) => countRows2(session, target, request)),
    async adopt(request) {
      const adoptedAt = new Date(clock.now()).toISOString();
      return open("write", request.signal, (session) => adoptRows(session, target, request, adoptedAt));
    },
    async examine(request) {
      await loadLibrary();
      return look2(
        request.signal,
        { table: false, differences: [], lacking: [] },
        (session) => examineTable2(session, target, request)
      );
    },
    close: async () => {
    }
  };
  return warehouse;
}
async function makeFolder(target) {
  try {
    await mkdir(dirname4(target.file), { recursive: true });
  } catch (error) {
    throw new OutageError("WAREHOUSE_OPEN", `the folder of ${target.url} cannot be made: ${reasonOf(error)}`, {
      cause: error,
      retryable: false
    });
  }
}

// src/warehouse/open.ts
var FORMS = `duckdb:taxi.duckdb, duckdb:taxi.duckdb#schema.table, ${POSTGRES_FORM} or bigquery://project/dataset/table`;
async function openWarehouse(options) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(options.url)?.[1]?.toLowerCase();
  if (scheme === "duckdb") {
    const target = await resolveTarget3({ url: options.url, dataset: options.dataset, directory: options.directory });
    return createDuckdbWarehouse({
      target,
      clock: options.clock,
      log: options.log,
      ...options.timeoutMs === void 0 ? {} : { timeoutMs: options.timeoutMs },
      ...options.duckdbFolder === void 0 ? {} : { duckdbFolder: options.duckdbFolder }
    });
  }
  if (scheme === "postgres" || scheme === "postgresql") {
    const target = resolveTarget({ url: options.url, dataset: options.dataset });
    const { createPostgresWarehouse } = await import("./chunk-PX3V7L7L.mjs");
    return createPostgresWarehouse({ target, clock: options.clock, log: options.log });
  }
  if (scheme === "bigquery") {
    if (options.bigquery === void 0) throw new TypeError("a BigQuery warehouse was opened without its needs");
    const { settings, lake, connection, loads } = options.bigquery;
    const target = resolveTarget2({ url: options.url, dataset: options.dataset });
    refuseLocalFile(target, lake);
    const { clock, log } = options;
    return createBigqueryWarehouse({ target, settings, connection, loads: () => loads(target.id), clock, log });
  }
  const seen = scheme === void 0 ? "has no scheme" : `has the unknown scheme "${scheme}:"`;
  throw new ConfigurationError("WAREHOUSE_URL", `the warehouse URL ${seen}; write ${FORMS}`, {
    ...scheme === void 0 ? {} : { scheme }
  });
}

// src/flow/loads.ts
function loadsInto(heads, warehouse) {
  const loads = /* @__PURE__ */ new Map();
  for (const [partition, { loaded }] of heads) {
    const load2 = loaded[warehouse];
    if (load2 !== void 0) loads.set(partition, load2);
  }
  return loads;
}

// src/flow/turns.ts
function createTurns() {
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {
    });
    return mine;
  };
}

// src/flow/open.ts
async function openFlow(options) {
  const { pipeline: pipeline2, files, clock, log, signal } = options;
  if (pipeline2.lake === void 0) {
    throw new ConfigurationError("NO_LAKE", `${pipeline2.file} names no lake; add "lake: ./lake" or pass --lake ./lake`);
  }
  const http = createHttp({ env: options.env });
  const login = createLogin({ env: options.env, federation: pipeline2.google, http, log });
  const bucket = (url) => openLake(url, { files, clock, log, google: () => login.connect("storage") });
  const store = bucket(pipeline2.lake);
  const ledger = openLedger({ store, dataset: pipeline2.name, clock, run: options.run, log });
  const heads = await ledger.heads();
  const known = await ledger.dataset();
  const warehouse = pipeline2.warehouse === void 0 ? void 0 : await openWarehouse({
    url: pipeline2.warehouse,
    dataset: pipeline2.name,
    directory: pipeline2.directory,
    clock,
    log,
    bigquery: {
      settings: { description: pipeline2.description, ...pipeline2.bigquery },
      lake: store.url,
      connection: () => login.connect("bigquery"),
      loads: (id) => loadsInto(heads, id)
    },
    ...options.duckdbFolder === void 0 ? {} : { duckdbFolder: options.duckdbFolder }
  });
  const context = {
    pipeline: pipeline2,
    files,
    clock,
    log,
    signal,
    http,
    bucket,
    refreshCache: options.refreshCache,
    workFolder: join8(options.workFolder, `${formatOwner(await thisProcess(files))}-${options.run.run}`),
    store,
    ledger,
    run: options.run,
    heads,
    evolved: (known?.evolved ?? []).map(({ name, from }) => ({ name, from })),
    loadTurn: createTurns(),
    columnsTurn: createTurns(),
    ...options.cache === void 0 ? {} : { cache: options.cache },
    ...warehouse === void 0 ? {} : { warehouse },
    ...options.workers === void 0 ? {} : { workers: options.workers }
  };
  if (options.foreignTable !== true) await refuseForeignTable(context);
  return context;
}
async function refuseForeignTable(context) {
  if (context.heads.size > 0 || context.warehouse === void 0) return;
  const rows = await context.warehouse.rows(context.signal);
  if (rows === void 0 || rows === 0) return;
  for (const [partition, head] of await context.ledger.heads()) context.heads.set(partition, head);
  if (context.heads.size > 0) return;
  throw new ConfigurationError(
    "FOREIGN_TABLE",
    `${context.warehouse.url} already holds ${rows} rows, but the lake ${context.store.url} has no ledger for ${context.pipeline.name}; point "lake" at the lake that filled it, or name a new table in "warehouse"; "lakeferry adopt" takes over what is there`,
    { rows }
  );
}

// src/pipeline/load.ts
import { dirname as dirname5, resolve as resolve4 } from "node:path";

// src/pipeline/bigquery-check.ts
var PARTITION_DATE2 = "partition_date";
var MOST_CLUSTERED = 4;
var LABEL_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
var LABEL_VALUE = /^[a-z0-9_-]{0,63}$/;
function checkBigquery(document, file, sound) {
  const problems = [];
  const tell = (path, message, hint) => problems.push(document.problem(path, message, { hint }));
  const { clustering = [], labels = {} } = file.bigquery ?? {};
  if (sound(["bigquery", "clustering"]) && sound(["columns"])) {
    const path = ["bigquery", "clustering"];
    if (clustering.length > MOST_CLUSTERED) {
      tell(path, `bigquery.clustering names ${clustering.length} columns`, `BigQuery takes ${MOST_CLUSTERED}`);
    }
    for (const [at, name] of (clustering.length > MOST_CLUSTERED ? [] : clustering).entries()) {
      const column = Object.hasOwn(file.columns, name) ? file.columns[name] : void 0;
      if (clustering.indexOf(name) < at) tell([...path, at], `bigquery.clustering names "${name}" twice`, "drop one");
      else if (column === void 0 && name !== PARTITION_DATE2) {
        tell([...path, at], `bigquery.clustering: there is no column "${name}"`, 'name one of "columns"');
      } else if (column !== void 0 && parseColumnType(column.type).kind === "float64") {
        tell([...path, at], `bigquery.clustering: "${name}" is a float64`, "BigQuery clusters by any other type");
      }
    }
  }
  if (sound(["bigquery", "labels"])) {
    for (const key of Object.keys(labels)) {
      const path = ["bigquery", "labels", key];
      const hint = "write lower-case letters, digits, _ and -, 63 at most, and a letter first";
      if (!LABEL_KEY.test(key)) tell(path, `bigquery.labels: "${key}" is no name of a label`, hint);
      else if (!LABEL_VALUE.test(document.text(path) ?? "")) {
        tell(path, `bigquery.labels.${key} is no value of a label`, "write lower-case letters, digits, _ and -");
      }
    }
  }
  return problems;
}

// src/pipeline/template.ts
var DATE_TOKENS = ["YYYY", "YY", "MM", "DD"];
var TOKEN = /\$\{([^{}]*)\}|\{([A-Za-z_]\w*)\}/g;
function readTemplate(text) {
  const environment = /* @__PURE__ */ new Set();
  const parameters = /* @__PURE__ */ new Set();
  for (const [, variable, parameter] of text.matchAll(TOKEN)) {
    if (variable !== void 0) environment.add(variable);
    if (parameter !== void 0) parameters.add(parameter);
  }
  return { environment: [...environment], parameters: [...parameters] };
}
function fillTemplate(text, values) {
  return placeTemplate(text, values).text;
}
function placeTemplate(text, { parameters, environment = {} }) {
  const placed = [];
  let filled = "";
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, variable, parameter] = match;
    const known = variable === void 0 ? parameters : environment;
    const name = variable ?? parameter ?? "";
    const value = Object.hasOwn(known, name) ? known[name] : void 0;
    filled += text.slice(from, match.index);
    if (variable !== void 0 && value !== void 0) {
      placed.push({ name, value, start: filled.length, end: filled.length + value.length });
    }
    filled += value ?? whole;
    from = match.index + whole.length;
  }
  return { text: filled + text.slice(from), placed };
}

// src/pipeline/check.ts
function checkTogether(options) {
  const { sound } = options;
  return [
    ...sound(["partitions", "by"]) ? [...checkPartitions(options), ...checkDates(options)] : [],
    ...checkScheme(options),
    ...sound(["csv"]) ? checkDialect(options) : []
  ];
}
function checkPartitions({ document, file, sound }) {
  const { by } = file.partitions;
  const ends = ["start", "end"].filter(
    (key) => file.partitions[key] !== void 0 && sound(["partitions", key])
  );
  if (by === "none") {
    return ends.map(
      (key) => document.problem(["partitions", key], `partitions.${key} has no meaning with by: none`, {
        hint: "remove it",
        at: "key"
      })
    );
  }
  if (file.partitions.start === void 0) {
    return [
      document.problem(["partitions"], 'partitions has no "start"', {
        hint: `write ${PARTITION_FORMS[by]}`,
        at: "key"
      })
    ];
  }
  const text = (key) => document.text(["partitions", key]) ?? "";
  const wrong = ends.filter((key) => !isPartition(by, text(key)));
  if (wrong.length === 0 && ends.length === 2 && text("end") < text("start")) {
    return [
      document.problem(["partitions", "end"], `partitions.end: ${text("end")} is before the start ${text("start")}`, {
        hint: "write the later one as the end"
      })
    ];
  }
  return wrong.map(
    (key) => document.problem(["partitions", key], `partitions.${key}: "${text(key)}" is not ${PARTITION_FORMS[by]}`, {
      hint: `by: ${by} wants ${PARTITION_FORMS[by]}`
    })
  );
}
var NEEDED = {
  none: [],
  year: [["YYYY", "YY"]],
  month: [["YYYY", "YY"], ["MM"]],
  day: [["YYYY", "YY"], ["MM"], ["DD"]]
};
function checkDates({ document, file, url }) {
  if (url === "") return [];
  const { by } = file.partitions;
  const path = ["source", "url"];
  const used = readTemplate(url).parameters;
  const useful = NEEDED[by].flat();
  const idle = ["YYYY", "YY", "MM", "DD"].filter((token) => used.includes(token) && !useful.includes(token));
  const problems = idle.map(
    (token) => document.problem(path, `source.url: {${token}} has no meaning with by: ${by}`, {
      hint: "write the date out, or change partitions.by"
    })
  );
  const lacking = NEEDED[by].filter((group) => !group.some((token) => used.includes(token))).map((group) => `{${group[0]}}`);
  const isSingle = file.partitions.end !== void 0 && String(file.partitions.end) === String(file.partitions.start);
  if (lacking.length > 0 && !isSingle) {
    problems.push(
      document.problem(path, `source.url is not a different one for each ${by}: it lacks ${lacking.join(" and ")}`, {
        hint: "put the date in, or write partitions: { by: none } for one file that is replaced as a whole"
      })
    );
  }
  return problems;
}
function checkScheme({ document, url }) {
  const path = ["source", "url"];
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === void 0 || ["http", "https", "file", "gs"].includes(scheme)) return [];
  return [
    document.problem(path, "source.url: its scheme is not one that can be fetched", {
      hint: "write https://host/path, gs://bucket/name, file:///folder/name or a path"
    })
  ];
}
function checkDialect({ document, file }) {
  const { delimiter = ",", quote = '"', comment } = file.csv ?? {};
  const problems = [];
  const clash = (key, message) => problems.push(document.problem(["csv", key], message, { hint: "choose another one" }));
  if (delimiter.includes(quote))
    clash(file.csv?.delimiter === void 0 ? "quote" : "delimiter", `csv: the delimiter holds the quote ${quote}`);
  if (comment?.startsWith(quote)) clash("comment", `csv.comment begins like a quoted field: ${quote}`);
  if (comment !== void 0 && (comment.startsWith(delimiter) || delimiter.startsWith(comment))) {
    clash("comment", "csv.comment begins like an empty first field: it starts as the delimiter does");
  }
  return problems;
}

// src/pipeline/document.ts
var import_yaml2 = __toESM(require_dist(), 1);

// src/pipeline/flow-map.ts
var import_yaml = __toESM(require_dist(), 1);
function joinSplitValues(document) {
  const found2 = [];
  (0, import_yaml.visit)(document, {
    Map(_, map) {
      if (map.flow !== true) return;
      for (let at = 0; at < map.items.length; at++) {
        const value = map.items[at]?.value;
        if (!isPlainText(value) || isClosed(value.value)) continue;
        const parts = [value.value];
        let next = at + 1;
        while (!isClosed(parts.join(",")) && next < map.items.length) {
          const pair = map.items[next];
          if (!(0, import_yaml.isPair)(pair) || !(0, import_yaml.isScalar)(pair.key) || pair.value !== null && !isEmpty(pair.value)) break;
          parts.push(pair.key.source ?? String(pair.key.value));
          next += 1;
        }
        const text = parts.join(comma(parts));
        if (parts.length === 1 || !isClosed(text)) continue;
        map.items.splice(at + 1, next - at - 1);
        value.value = text;
        value.source = text;
        found2.push({ offset: value.range?.[0] ?? 0, text });
      }
    }
  });
  return found2;
}
function comma(parts) {
  return parts[0]?.startsWith("numeric") ? "," : ", ";
}
function isPlainText(node) {
  return (0, import_yaml.isScalar)(node) && node.type === import_yaml.Scalar.PLAIN && typeof node.value === "string";
}
function isEmpty(node) {
  return (0, import_yaml.isScalar)(node) && node.value === null;
}
function isClosed(text) {
  return text.split("(").length <= text.split(")").length;
}

// src/pipeline/document.ts
function readDocument(file, source) {
  const lines = new import_yaml2.LineCounter();
  const document = (0, import_yaml2.parseDocument)(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset, message, hint) => {
    const { line, col } = lines.linePos(Math.min(offset, source.length));
    return {
      file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      message,
      ...hint === void 0 ? {} : { hint }
    };
  };
  const told = /* @__PURE__ */ new Set();
  const problems = [...document.errors, ...document.warnings].flatMap((error) => {
    const { line } = lines.linePos(error.pos[0]);
    if (told.has(line)) return [];
    told.add(line);
    const lineText = source.slice(source.lastIndexOf("\n", error.pos[0] - 1) + 1).split("\n", 1)[0];
    return [at(error.pos[0], ...explain(error.code, error.message, lineText))];
  });
  for (const { offset, text } of joinSplitValues(document)) {
    problems.push(at(offset, `an unquoted ${text} inside { } splits at its comma`, `quote it: "${text}"`));
  }
  const readable = document.errors.every((error) => error.code === "DUPLICATE_KEY");
  let value;
  try {
    if (readable) value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    problems.push(at(0, `cannot read the YAML: ${reasonOf(error)}`));
  }
  return {
    value,
    problems,
    problem(path, message, { hint, at: where = "value" } = {}) {
      const found2 = nodeAt(document, path);
      const node = where === "key" ? found2.key ?? found2.value : found2.value ?? found2.key;
      return at(node?.range?.[0] ?? 0, message, hint);
    },
    line(path) {
      const found2 = nodeAt(document, path);
      return Math.max(1, lines.linePos((found2.key ?? found2.value)?.range?.[0] ?? 0).line);
    },
    text(path) {
      const { value: node, exact } = nodeAt(document, path);
      if (!exact || !(0, import_yaml2.isScalar)(node)) return void 0;
      return node.source ?? String(node.value ?? "");
    }
  };
}
function explain(code, message, line) {
  if (code === "DUPLICATE_KEY") return ["this key stands twice in the same mapping", "remove one of the two"];
  if (code === "MULTIPLE_DOCS") return ["a second document begins here", 'write one pipeline a file, without "---"'];
  const what = `this is not YAML: ${reasonOf(new Error(message.trim()))}`;
  const braces = /(?:^|[\s:,[{])(\$?\{\w+\}[^\s,}]*|[^\s"'{},]+\$?\{\w+\}[^\s,}]*)/.exec(line);
  if (braces !== null) return [what, `quote a text that holds { or }: "${braces[1]}"`];
  if (line.includes("	")) return [what, "indent with blanks, not with tabs"];
  return [what];
}
function nodeAt(document, path) {
  let value = resolveAlias(document, document.contents);
  let key;
  for (const step of path) {
    if ((0, import_yaml2.isMap)(value)) {
      const pair = value.items.find(
        (item) => (0, import_yaml2.isPair)(item) && (0, import_yaml2.isScalar)(item.key) && String(item.key.value) === String(step)
      );
      if (pair === void 0) return found(key, value, false);
      key = pair.key;
      value = resolveAlias(document, pair.value);
    } else if ((0, import_yaml2.isSeq)(value) && typeof step === "number" && step < value.items.length) {
      value = resolveAlias(document, value.items[step]);
      key = void 0;
    } else {
      return found(key, value, false);
    }
  }
  return found(key, value, true);
}
function found(key, value, exact) {
  return { ...key === void 0 ? {} : { key }, ...value === void 0 ? {} : { value }, exact };
}
function resolveAlias(document, node) {
  return ((0, import_yaml2.isAlias)(node) ? node.resolve(document) : node) ?? void 0;
}

// src/pipeline/secret-values.ts
var SECRET_VARIABLE = /token|secret|passw|passphrase|pwd|credential|signature|(?:api|access|private|account)_?key/i;
var SECRET_PARAMETER = /token|secret|passw|passphrase|pwd|credential|^sig$|signature|key$/i;
var AUTHORIZATION = /^[A-Za-z][\w-]*[ \t]+(\S.*)$/;
function secretsOfHeader({ placed }) {
  return placed.flatMap(({ value }) => [value, ...AUTHORIZATION.exec(value)?.slice(1) ?? []]);
}
function secretsOfSource({ text, placed }) {
  return [...placed.map(({ value }) => value), ...placed.length === 0 ? [] : credentialsIn(text)];
}
function secretsOfPlace({ text, placed }) {
  const secret = [userInfo(text), query2(text)].filter((span) => span !== void 0);
  const hidden = placed.filter(
    (each) => SECRET_VARIABLE.test(each.name) || secret.some(({ start, end }) => each.start < end && start < each.end)
  );
  return [...hidden.map(({ value }) => value), ...hidden.length === 0 ? [] : credentialsIn(text)];
}
function credentialsIn(text) {
  const user = userInfo(text);
  const asked = query2(text);
  const password = user === void 0 ? void 0 : /:(.*)$/s.exec(text.slice(user.start, user.end))?.[1];
  const values = (asked === void 0 ? "" : text.slice(asked.start, asked.end)).split(/[&;#]/).flatMap((part) => {
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    return SECRET_PARAMETER.test(name) ? [value] : [];
  });
  return [password ?? "", ...values].filter((value) => value !== "").flatMap((value) => [value, decoded(value)]);
}
function userInfo(text) {
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length;
  const end = text.lastIndexOf("@");
  return start === void 0 || end < start ? void 0 : { start, end };
}
function query2(text) {
  const start = text.slice(userInfo(text)?.end ?? 0).search(/[?#]/);
  return start === -1 ? void 0 : { start: start + (userInfo(text)?.end ?? 0) + 1, end: text.length };
}
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

// src/pipeline/notify-texts.ts
function resolveChannels(channels, env) {
  const secrets = /* @__PURE__ */ new Set();
  const fill = (text, hidden) => {
    for (const name of readTemplate(text).environment) {
      const value = env[name];
      if (value === void 0 || value === "") return { problem: `\${${name}} is not set in the environment` };
      if (/[\r\n\0]/.test(value)) return { problem: `the value of \${${name}} has a line break in it` };
    }
    const filled = placeTemplate(text, { parameters: {}, environment: env });
    for (const secret of hidden(filled)) secrets.add(secret);
    return { text: filled.text };
  };
  const whole = (text) => fill(text, (filled) => [filled.text, ...credentialsIn(filled.text)]);
  const header = (text) => fill(text, secretsOfHeader);
  return { channels: channels.map((channel) => resolveChannel(channel, { whole, header })), secrets: [...secrets] };
}
function channelName({ name, to }) {
  return name ?? to;
}
function statesOf({ on, rejects_above: limit, to }) {
  const states = on ?? NOTICE_STATES.filter((state) => state !== "rejects" || limit !== void 0);
  return to === "issue" && !states.includes("recovered") ? [...states, "recovered"] : states;
}
function resolveChannel(channel, fill) {
  const { retry_delay: delay } = channel;
  const base = {
    name: channelName(channel),
    on: statesOf(channel),
    rejectsAbove: share(channel.rejects_above ?? 0),
    title: channel.title ?? DEFAULT_TITLE,
    body: channel.body ?? DEFAULT_BODY,
    retries: channel.retries ?? DEFAULT_SENDING.retries,
    retryDelay: delay === void 0 ? DEFAULT_SENDING.retryDelay : parseRetryDelay(Array.isArray(delay) ? delay.join(",") : delay),
    timeoutMs: channel.timeout === void 0 ? DEFAULT_SENDING.timeoutMs : parseDuration(channel.timeout)
  };
  switch (channel.to) {
    case "webhook": {
      const headers = Object.entries(channel.headers ?? {}).map(([name, text]) => [name, fill.header(text)]);
      const allowPrivate = channel.allow_private ?? false;
      return {
        ...base,
        to: "webhook",
        url: fill.whole(channel.url),
        headers: Object.fromEntries(headers),
        allowPrivate
      };
    }
    case "email": {
      const { from, recipients } = channel;
      return { ...base, to: "email", server: fill.whole(channel.server), from, recipients };
    }
    case "issue": {
      const { repository, labels = [], token } = channel;
      return {
        ...base,
        to: "issue",
        labels,
        ...repository === void 0 ? {} : { repository },
        ...token === void 0 ? {} : { token: fill.whole(token) }
      };
    }
    default:
      return { ...base, to: channel.to, url: fill.whole(channel.url) };
  }
}

// src/pipeline/notify-check.ts
var HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
function checkChannels(document, channels, parameters) {
  return channels.flatMap((channel, index) => {
    const problems = [];
    const tell = (key, what, hint) => {
      const path = ["notify", index, ...key === void 0 ? [] : [key]];
      const where = `notify[${index}]${key === void 0 ? ":" : `.${key}`}`;
      problems.push(document.problem(path, `${where}${what}`, { hint }));
    };
    const name = channelName(channel);
    if (channels.findIndex((each) => channelName(each) === name) !== index) {
      tell(void 0, ` there is another channel "${name}"`, "give it a name of its own, like name: on-call");
    }
    const known = Object.keys({ ...NOTICE_FIELDS, ...parameters });
    for (const key of ["title", "body"]) {
      for (const [what, hint] of templateProblems(channel[key] ?? "", known)) tell(key, `: ${what}`, hint);
    }
    const on = statesOf(channel);
    if (channel.rejects_above !== void 0 && !on.includes("rejects")) {
      tell("rejects_above", ' has no meaning where "on" has no rejects', 'add rejects to "on", or remove it');
    }
    if ((channel.on ?? on).every((state) => state === "recovered")) {
      tell("on", " tells the end of what was never told", "add failed, contract, late or rejects");
    }
    for (const header of Object.keys(channel.to === "webhook" ? channel.headers ?? {} : {})) {
      if (HEADER_NAME.test(header)) continue;
      tell("headers", `: "${header}" is not the name of a header`, "write a name like Authorization");
    }
    return problems;
  });
}
function templateProblems(text, known) {
  const { environment, parameters } = readTemplate(text);
  return [
    ...environment.map((name) => [
      `\${${name}} is not filled in here`,
      "what comes from the environment is sent to nobody"
    ]),
    ...parameters.filter((name) => !known.includes(name)).map((name) => {
      const guess = nearest(name, known);
      return [
        `there is no field {${name}}`,
        guess === void 0 ? `its fields are ${known.join(", ")}` : `did you mean {${guess}}?`
      ];
    })
  ];
}

// src/pipeline/texts.ts
var NAME = /^[a-z][a-z0-9_-]{0,99}$/;
var DEVICE2 = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
var HEADER_NAME2 = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
function fillTexts(options) {
  const { document, file, sound, env } = options;
  const problems = [];
  const tell = (path, message, hint, at) => problems.push(document.problem(path, message, { hint, ...at === void 0 ? {} : { at } }));
  const parameters = readParameters(options, tell);
  const secrets = /* @__PURE__ */ new Set();
  const fill = (path, text, allowed = {}) => {
    if (typeof text !== "string" || !sound(path)) return "";
    const where = path.join(".");
    const used = readTemplate(text);
    const before2 = problems.length;
    for (const name2 of used.parameters) {
      if (Object.hasOwn(parameters, name2) || allowed.dates === true && isDateToken(name2)) continue;
      if (isDateToken(name2)) {
        tell(path, `${where}: {${name2}} has no meaning here`, "dates are filled in source.url only");
        continue;
      }
      const guess = nearest(name2, [...Object.keys(parameters), ...allowed.dates === true ? DATE_TOKENS : []]);
      const hint = guess === void 0 ? `write it below parameters: { ${name2}: … }` : `did you mean {${guess}}?`;
      tell(path, `${where}: there is no parameter {${name2}}`, hint);
    }
    for (const name2 of used.environment) {
      const value = env[name2];
      if (allowed.secrets === void 0) {
        tell(
          path,
          `${where}: \${${name2}} is not filled in here`,
          "the environment fills source.url, source.headers, lake and warehouse; elsewhere use a {parameter}"
        );
      } else if (!/^[A-Za-z_]\w*$/.test(name2)) {
        tell(path, `${where}: \${${name2}} does not name a variable`, "write letters, digits and _, like SOURCE_TOKEN");
      } else if (value === void 0 || value === "") {
        tell(path, `${where}: \${${name2}} is not set in the environment`, `set ${name2} where this runs`);
      } else if (/[\r\n\0]/.test(value)) {
        tell(
          path,
          `${where}: the value of \${${name2}} has a line break in it`,
          `set ${name2} without one, also at its end`
        );
      }
    }
    if (problems.length > before2) return "";
    const filled = placeTemplate(text, { parameters, ...allowed.secrets === void 0 ? {} : { environment: env } });
    for (const secret of allowed.secrets?.(filled) ?? []) secrets.add(secret);
    return filled.text;
  };
  const before = problems.length;
  const name = fill(["name"], file.name);
  const isFilled = sound(["name"]) && problems.length === before;
  if (isFilled && !NAME.test(name) && !/[{}]/.test(name)) {
    tell(
      ["name"],
      `name: "${name}" is not the name of a dataset`,
      "write lower-case letters, digits, _ and -, with a letter first, like yellow_taxi"
    );
  }
  if (DEVICE2.test(name)) {
    tell(
      ["name"],
      `name: "${name}" is the name of a device on Windows, where no folder can have it`,
      "choose another name, like yellow_taxi"
    );
  }
  const url = fill(["source", "url"], file.source?.url, { secrets: secretsOfSource, dates: true });
  const headers = {};
  for (const [header, text] of Object.entries(sound(["source", "headers"]) ? file.source?.headers ?? {} : {})) {
    const path = ["source", "headers", header];
    if (!HEADER_NAME2.test(header))
      tell(path, `source.headers: "${header}" is not the name of a header`, "write a name like Authorization", "key");
    else headers[header] = fill(path, text, { secrets: secretsOfHeader });
  }
  const missing2 = name === "" || !sound(["source", "url"]) ? [] : readTemplate(file.source.url).parameters.filter(
    (each) => Object.hasOwn(parameters, each) && !readTemplate(file.name).parameters.includes(each)
  );
  for (const each of missing2) {
    tell(
      ["name"],
      `source.url uses {${each}}, but name does not: each ${each} would replace the others' partitions`,
      `write it in the name too, like name: "{${each}}_${file.name}"`
    );
  }
  const lake = fill(["lake"], file.lake, { secrets: secretsOfPlace });
  const warehouse = fill(["warehouse"], file.warehouse, { secrets: secretsOfPlace });
  const afterLoad = fill(["after_load"], file.after_load);
  const texts2 = {
    parameters,
    name,
    url,
    shownUrl: url === "" ? "" : fillTemplate(file.source.url, { parameters }),
    headers,
    ...lake === "" ? {} : { lake },
    ...warehouse === "" ? {} : { warehouse },
    ...afterLoad === "" ? {} : { afterLoad },
    secrets: [...secrets]
  };
  return { texts: texts2, problems };
}
function readParameters({ document, file, sound, set }, tell) {
  const parameters = {};
  if (!sound(["parameters"])) return { ...set };
  for (const name of Object.keys(file.parameters ?? {})) {
    const path = ["parameters", name];
    const value = Object.hasOwn(set, name) ? set[name] : document.text(path) ?? "";
    if (!/^[A-Za-z_]\w*$/.test(name) || name === "__proto__") {
      tell(
        path,
        `parameters: "${name}" is not the name of a parameter`,
        "write letters, digits and _, like color",
        "key"
      );
    } else if (isDateToken(name)) {
      tell(path, `parameters: {${name}} is filled with the partition's date`, "choose another name", "key");
    } else {
      if (/[{}\u0000-\u001f\u007f]/.test(value))
        tell(path, `parameters.${name}: its value holds a brace or a control character`, "write plain text");
      parameters[name] = value;
    }
  }
  const known = Object.keys(parameters);
  for (const name of Object.keys(set)) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const names = known.length === 0 ? "the file declares no parameters" : `its parameters are ${known.join(", ")}`;
    tell(
      ["parameters"],
      `set: there is no parameter "${name}"`,
      guess === void 0 ? names : `did you mean "${guess}"?`,
      "key"
    );
  }
  return parameters;
}
function isDateToken(name) {
  return DATE_TOKENS.includes(name);
}

// src/pipeline/load.ts
async function loadPipeline({ file: path, set = {}, env, files }) {
  const text = await readText(files, path);
  const document = readDocument(path, text);
  if (document.value === void 0) throw new PipelineProblems(document.problems, text);
  const shape = shapeProblems(document);
  const file = document.value;
  const problems = [...document.problems, ...shape.problems];
  if (!isSound(shape.wrong, [], true)) throw new PipelineProblems(problems, text);
  const sound = (part) => isSound(shape.wrong, part);
  const { texts: texts2, problems: unfilled } = fillTexts({ document, file, sound, set, env });
  problems.push(...unfilled, ...checkTogether({ document, file, sound, url: texts2.url }));
  if (isSound(shape.wrong, ["columns"], true)) problems.push(...checkColumns(document, file, sound));
  if (isSound(shape.wrong, ["bigquery"], true)) problems.push(...checkBigquery(document, file, sound));
  if (file.schedule !== void 0 && isSound(shape.wrong, ["schedule"])) {
    const { checkSchedule } = await import("./chunk-MSI4T62P.mjs");
    const zone = sound(["partitions", "timezone"]) ? file.partitions.timezone : void 0;
    problems.push(...checkSchedule(document, file.schedule, zone));
  }
  if (file.notify !== void 0 && sound(["notify"])) {
    problems.push(...checkChannels(document, file.notify, texts2.parameters));
  }
  const afterLoad = texts2.afterLoad === void 0 ? void 0 : await readSql(files, path, texts2.afterLoad, document);
  if (afterLoad !== void 0 && "problem" in afterLoad) problems.push(afterLoad.problem);
  if (problems.length > 0) throw new PipelineProblems(problems, text);
  const { channels, secrets } = resolveChannels(file.notify ?? [], env);
  return resolvePipeline({
    path,
    document,
    file,
    texts: { ...texts2, secrets: [.../* @__PURE__ */ new Set([...texts2.secrets, ...secrets])] },
    channels,
    ...afterLoad === void 0 || "problem" in afterLoad ? {} : { afterLoad }
  });
}
function secretsOf(pipeline2) {
  return pipeline2.secrets ?? [];
}
function isSound(wrong, part, ownShapeOnly = false) {
  return !wrong.some((path) => {
    const shared = Math.min(path.length, part.length);
    const related = part.slice(0, shared).every((step, at) => step === path[at]);
    return related && (path.length <= part.length || !ownShapeOnly);
  });
}
async function readText(files, path) {
  let bytes;
  try {
    bytes = await files.read(path);
  } catch (error) {
    const { code } = error;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "this is a folder" : reasonOf(error);
    throw new ConfigurationError(
      "PIPELINE_FILE",
      `${path}: ${why}; name the pipeline file with --pipeline FILE`,
      { path },
      error
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigurationError(
      "PIPELINE_FILE",
      `${path}: this is not UTF-8 text; save the file as UTF-8`,
      { path },
      error
    );
  }
}
async function readSql(files, path, relative2, document) {
  const problem = (why, hint) => ({
    problem: document.problem(["after_load"], `after_load: ${why}`, { hint })
  });
  try {
    const bytes = await files.read(resolve4(dirname5(resolve4(path)), relative2));
    const sql = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return sql.trim() === "" ? problem(`${relative2} is empty`, "write SQL in it, or remove after_load") : { path: relative2, sql };
  } catch (error) {
    const missing2 = error.code === "ENOENT";
    return problem(
      missing2 ? `there is no ${relative2}` : `cannot read ${relative2}: ${reasonOf(error)}`,
      "write a path from the pipeline file's folder"
    );
  }
}

// src/runtime/commit.ts
import { execFile } from "node:child_process";
import { promisify } from "node:util";
var run = promisify(execFile);
async function commitOf(folder) {
  try {
    const options = { cwd: folder, timeout: 1e4 };
    const commit = (await run("git", ["rev-parse", "HEAD"], options)).stdout.trim();
    const status = (await run("git", ["status", "--porcelain", "--untracked-files=no"], options)).stdout;
    return { commit, dirty: status !== "" };
  } catch {
    return {};
  }
}
async function lastCommitAt(folder) {
  try {
    const { stdout } = await run("git", ["log", "-1", "--format=%ct"], { cwd: folder, timeout: 1e4 });
    return stdout.trim() === "" ? void 0 : Number(stdout.trim()) * 1e3;
  } catch {
    return void 0;
  }
}

// src/runtime/local-cache.ts
import { join as join9 } from "node:path";
var GRACE_MS = 6e4;
var ABANDONED_MS = 36e5;
function createLocalCache(options) {
  const { files, clock, log } = options;
  const entries = join9(options.folder, "entries");
  const blobs = join9(options.folder, "blobs");
  let untilSweep = -1;
  const entryPath = (key) => join9(entries, `${sha256(key)}.json`);
  async function readEntry(path) {
    if (await files.stat(path) === void 0) return void 0;
    return parseEntry2(new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path)));
  }
  async function place(path, content2) {
    const temporary = `${path}.${process.pid}-${Math.floor(clock.random() * 2 ** 40).toString(36)}.tmp`;
    try {
      const file = await files.create(temporary);
      try {
        if (content2 instanceof Uint8Array) await file.write(content2);
        else for await (const chunk of content2) await file.write(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await files.rename(temporary, path);
    } catch (error) {
      await files.remove(temporary).catch(() => {
      });
      throw error;
    }
  }
  const writeEntry = (stored) => place(entryPath(stored.key), new TextEncoder().encode(JSON.stringify(stored)));
  async function keepFile(file) {
    const blob = join9(blobs, file.sha256);
    const there = await files.stat(blob);
    if (there?.size === file.bytes && (await sha256OfFile(files, blob)).sha256 === file.sha256) return;
    if (there !== void 0) await files.remove(blob);
    try {
      await files.link(file.path, blob);
    } catch {
      await place(blob, files.stream(file.path));
    }
  }
  async function sweep2() {
    const found2 = [];
    for (const name of await files.names(entries)) {
      const path = join9(entries, name);
      const stored = name.endsWith(".json") ? await readEntry(path).catch(() => void 0) : void 0;
      if (stored !== void 0) found2.push({ path, stored });
      else if (await isAbandoned(path)) await files.remove(path);
    }
    found2.sort((a, b) => b.stored.usedAt - a.stored.usedAt);
    const kept = /* @__PURE__ */ new Set();
    const dropped = /* @__PURE__ */ new Set();
    let total = 0;
    for (const { path, stored } of found2) {
      const added = stored.files.filter((file) => !kept.has(file.sha256));
      const bytes = added.reduce((sum, file) => sum + file.bytes, 0);
      if (total + bytes > options.maxBytes && clock.now() - stored.usedAt >= GRACE_MS) {
        await files.remove(path);
        for (const file of added) dropped.add(file.sha256);
        continue;
      }
      total += bytes;
      for (const file of added) kept.add(file.sha256);
    }
    for (const name of await files.names(blobs)) {
      const blob = join9(blobs, name);
      if (!kept.has(name) && (dropped.has(name) || await isAbandoned(blob))) await files.remove(blob);
    }
    untilSweep = total < options.maxBytes ? options.maxBytes - total : options.maxBytes / 16;
  }
  async function isAbandoned(path) {
    const stat2 = await files.stat(path);
    return stat2 !== void 0 && clock.now() - Number(stat2.ctimeNs / 1000000n) > ABANDONED_MS;
  }
  async function damage(stored) {
    for (const { name, sha256: expected } of stored.files) {
      const path = join9(blobs, expected);
      if (await files.stat(path) === void 0) return `the cached file "${name}" is gone`;
      if ((await sha256OfFile(files, path)).sha256 === expected) continue;
      await files.remove(path);
      return `the cached file "${name}" does not have its checksum`;
    }
    return void 0;
  }
  return {
    async restore(key) {
      const path = entryPath(key);
      try {
        const stored = await readEntry(path);
        if (stored === void 0) return { miss: "nothing is cached for this key" };
        const problem = stored.key === key ? await damage(stored) : "the cached entry belongs to another key";
        if (problem !== void 0) {
          log.warn(`${problem}; fetched anew`);
          await files.remove(path);
          return { miss: problem };
        }
        const { usedAt: _, ...entry } = stored;
        await writeEntry({ ...stored, usedAt: clock.now() }).catch(() => {
        });
        return {
          hit: { ...entry, files: stored.files.map((file) => ({ ...file, path: join9(blobs, file.sha256) })) }
        };
      } catch (error) {
        const miss = `the cached entry cannot be read: ${reasonOf(error)}`;
        log.warn(miss);
        await files.remove(path).catch(() => {
        });
        return { miss };
      }
    },
    async save(key, given2, record) {
      try {
        const bytes = given2.reduce((sum, file) => sum + file.bytes, 0);
        if (bytes > options.maxBytes) {
          log.debug(`not cached: ${bytes} bytes are more than cache_max`);
          return;
        }
        await files.makeFolder(entries);
        await files.makeFolder(blobs);
        for (const file of given2) await keepFile(file);
        const now = clock.now();
        const kept = given2.map(({ name, bytes: size, sha256: sum }) => ({ name, bytes: size, sha256: sum }));
        await writeEntry({ key, savedAt: now, usedAt: now, files: kept, record });
        untilSweep -= bytes;
        if (untilSweep < 0) await sweep2();
      } catch (error) {
        log.warn(`not cached: ${reasonOf(error)}`);
      }
    }
  };
}
function parseEntry2(text) {
  const value = JSON.parse(text);
  const isSound2 = typeof value?.key === "string" && Number.isFinite(value.savedAt) && Number.isFinite(value.usedAt) && Array.isArray(value.files) && value.files.every(
    (file) => typeof file?.name === "string" && Number.isFinite(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256 ?? "")
  );
  if (!isSound2) throw new Error("it has not the form of a cache entry");
  return value;
}

// src/runtime/work-folders.ts
import { join as join10 } from "node:path";
var DAY3 = 864e5;
var OWNED = /^((?:[^-]+-){3}[^-]+)-/;
async function sweepWorkFolders(options) {
  const { folder, files, clock } = options;
  const me = await thisProcess(files);
  for (const name of await files.names(folder).catch(() => [])) {
    const path = join10(folder, name);
    try {
      const owner = parseOwner(OWNED.exec(name)?.[1] ?? "");
      const state = owner === void 0 ? "unknown" : await stateOf(files, owner, me);
      if (state === "alive") continue;
      const found2 = await files.stat(path);
      if (found2 === void 0) continue;
      const age = clock.now() - Number(found2.mtimeNs / 1000000n);
      if (state === "dead" || age > DAY3) await removeFolder(path);
    } catch {
    }
  }
}
async function removeWorkFolder(path, log) {
  try {
    await removeFolder(path);
  } catch (error) {
    log.warn(`the files of this run could not be removed: ${reasonOf(error)}`);
  }
}

// src/session/inputs.ts
function word(name, flags, env) {
  return given(name, flags, env).find((value) => value.trim() !== "")?.trim();
}
function given(name, flags, env) {
  const flag = flags[name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())];
  const variable = env[`LAKEFERRY_${name.replace(/-/g, "_").toUpperCase()}`];
  return [flag === void 0 ? "" : String(flag), variable ?? ""];
}
function createInputReader(flags, env) {
  const problems = [];
  const refuse = (name, value, expected) => {
    problems.push(`${name}: "${value}" is not ${expected}`);
  };
  return {
    text: (name) => word(name, flags, env),
    /** As it was written, for values that may be blanks. */
    exact: (name) => given(name, flags, env).find((value) => value !== ""),
    bool(name, otherwise) {
      const value = word(name, flags, env);
      if (value === void 0) return otherwise;
      if (value !== "true" && value !== "false") refuse(name, value, "true or false");
      return value === "true";
    },
    count(name, otherwise) {
      const value = word(name, flags, env);
      if (value === void 0) return otherwise;
      if (!/^[1-9]\d{0,8}$/.test(value)) refuse(name, value, "a whole number from 1");
      return Number(value);
    },
    choice(name, choices, otherwise) {
      const value = word(name, flags, env);
      if (value === void 0) return otherwise;
      if (!choices.includes(value)) refuse(name, value, `one of ${choices.join(", ")}`);
      return value;
    },
    choices(name, known, otherwise) {
      const value = word(name, flags, env);
      if (value === void 0) return otherwise;
      const parts = value.split(",").map((part) => part.trim());
      for (const part of parts) if (!known.includes(part)) refuse(name, part, `one of ${known.join(", ")}`);
      return parts;
    },
    parsed(name, parse, otherwise) {
      const value = word(name, flags, env);
      if (value === void 0) return otherwise;
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        problems.push(`${name}: ${error.message}`);
        return otherwise;
      }
    },
    /** Throws all problems as one error. */
    check() {
      if (problems.length > 0) throw new ConfigurationError("INPUTS", problems.join("\n"), { problems });
    }
  };
}
function parseSet(values) {
  const set = {};
  const wrong = [];
  for (const line of values.flatMap((value) => value.split("\n")).map((each) => each.trim())) {
    if (line === "") continue;
    const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(line);
    if (match === null) wrong.push(`set: "${line}" is not name=value, like color=green`);
    else set[match[1]] = match[2];
  }
  if (wrong.length > 0) throw new ConfigurationError("SET", wrong.join("\n"));
  return set;
}

// src/session/place.ts
function namedPlace(message, file) {
  return { file, line: namedLine(message, file) ?? 1 };
}
function failurePlace(pipeline2, failure2) {
  const { file, lines } = pipeline2;
  const [likeliest] = partsOf(failure2).flatMap((part) => lines[part] ?? []);
  return { file, line: namedLine(failure2.message, file) ?? likeliest ?? 1 };
}
function namedLine(message, file) {
  const digits = /^\d+/.exec(message.split(`${file}:`)[1] ?? "")?.[0];
  return digits === void 0 ? void 0 : Number(digits);
}
var BY_CODE = [
  [/^TOO_MANY_REJECTED$/, ["contract", "columns"]],
  [/^EXPECT_/, ["expect"]],
  [/^(?:CSV_)?LIMIT_/, ["limits", "source"]],
  [/^(?:SCHEMA_|PARQUET_(?:CAST|VALUE|NESTED)$|ARROW_|WAREHOUSE_SCHEMA$)/, ["columns"]],
  [/^(?:WAREHOUSE_|FOREIGN_TABLE$)/, ["warehouse"]],
  [/^(?:LAKE_|LEDGER_|STORE_|PUBLISH_)/, ["lake"]],
  [/^GOOGLE_/, ["google", "lake", "warehouse"]],
  [/^(?:CSV_|NUL$)/, ["csv", "source"]],
  [/^(?:FETCH_|SOURCE_|HTTP_|GZIP_|ZSTD_|ZIP_|PARQUET_|JSON_|NDJSON_)/, ["source"]]
];
var BY_TASK = {
  fetch: ["source"],
  upload: ["lake"],
  load: ["warehouse"]
};
function partsOf({ code, task = "" }) {
  return BY_CODE.find(([form]) => form.test(code))?.[1] ?? BY_TASK[task] ?? [];
}

// src/session/secrets.ts
var SHORTEST = 4;
function createSecrets() {
  const known = /* @__PURE__ */ new Set();
  let longestFirst = [];
  return {
    add(values) {
      for (const value of values) {
        if (value.length < SHORTEST) continue;
        for (const form of [value, encodeURIComponent(value), safeJson(value).slice(1, -1), safeText(value)]) {
          known.add(form);
        }
      }
      longestFirst = [...known].sort((a, b) => b.length - a.length);
    },
    // A secret may begin with another one, and its rest must not stay behind.
    mask: (text) => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, "***"), text)
  };
}

// src/session/session.ts
var laptop = {
  cache: ({ pipeline: pipeline2, host, log }) => createLocalCache({
    folder: cacheEntries(host),
    maxBytes: pipeline2.cacheMaxBytes,
    files: nodeFiles,
    clock: nodeClock,
    log
  }),
  workFolder: (host) => join11(cacheFolder(host), "work"),
  runName: () => randomBytes(8).toString("hex"),
  environment: (host) => host.env,
  annotates: false,
  hide: () => {
  }
};
async function openSession(host, flags, platform = laptop) {
  const inputs = createInputReader(flags, host.env);
  const json = inputs.bool("json", false);
  const out = json ? host.stderr : host.stdout;
  const secrets = createSecrets();
  const options = { out, clock: nodeClock, verbose: inputs.bool("verbose", false), mask: secrets.mask };
  const live = platform.log === void 0 && out.isTTY === true && (out.columns ?? 0) > 20 && !isCi(host);
  const terminal = live ? (await import("./chunk-YQGV4DJY.mjs")).createTerminalLog(options) : void 0;
  return {
    platform,
    host,
    flags,
    inputs,
    json,
    secrets,
    log: platform.log?.(options) ?? terminal ?? createPlainLog(options),
    answer: (value) => {
      if (json) host.stdout.write(`${secrets.mask(safeJson(value))}
`);
    },
    close: () => terminal?.done()
  };
}
function isCi(host) {
  return (host.env["CI"] ?? "").trim() !== "";
}
async function readPipeline(session, files = nodeFiles) {
  const { host, flags, inputs } = session;
  const given2 = inputs.text("pipeline") ?? "pipeline.yml";
  const lake = inputs.text("lake");
  const warehouse = inputs.text("warehouse");
  const pipeline2 = await loadPipeline({
    file: resolve5(host.cwd, given2),
    set: readSet(host, flags),
    env: session.platform.environment(host),
    files
  });
  const hidden = [...secretsOf(pipeline2), ...[lake, warehouse].flatMap((place) => credentialsIn(place ?? ""))];
  session.secrets.add(hidden);
  session.platform.hide(hidden);
  if (session.platform.annotates) {
    session.log = besideFile(session.log, given2);
    session.placeOf = (error) => failurePlace({ ...pipeline2, file: given2 }, error);
  }
  const said = relativePlaces({ lake, warehouse });
  return {
    ...pipeline2,
    file: given2,
    relative: [...said, ...pipeline2.relative.filter((place) => (place === "lake" ? lake : warehouse) === void 0)],
    ...lake === void 0 ? {} : { lake: /^[a-z][a-z0-9+.-]*:/i.test(lake) ? lake : absolute(host.cwd, lake) },
    ...warehouse === void 0 ? {} : { warehouse: warehouse.replace(/^duckdb:(?!\/)/i, `duckdb:${host.cwd}/`) }
  };
}
function besideFile(log, file) {
  return {
    ...log,
    warn: (message, place) => log.warn(message, place ?? namedPlace(message, file)),
    error: (message, place) => log.error(message, place ?? namedPlace(message, file))
  };
}
function readSet(host, flags) {
  const flagged = (flags["set"] ?? []).filter((line) => line.trim() !== "");
  return parseSet(flagged.length > 0 ? flagged : [host.env["LAKEFERRY_SET"] ?? ""]);
}
function absolute(folder, path) {
  return isAbsolute2(path) ? path : resolve5(folder, path);
}
async function openContext(session, pipeline2, words) {
  const { host, log, platform } = session;
  const workFolder = platform.workFolder(host);
  await sweepWorkFolders({ folder: workFolder, files: nodeFiles, clock: nodeClock });
  return openFlow({
    pipeline: pipeline2,
    files: nodeFiles,
    clock: nodeClock,
    log,
    refreshCache: words?.refreshCache ?? false,
    foreignTable: words?.foreignTable ?? false,
    workFolder,
    run: { version: VERSION, run: platform.runName(host), ...await commitOf(pipeline2.directory) },
    signal: host.signal,
    env: host.env,
    duckdbFolder: async () => platform.duckdbFolder?.({ host, log }),
    ...words?.workers === void 0 ? {} : { workers: (await import("./chunk-7JGPRPRW.mjs")).openWorkers(words.workers) },
    ...words?.cache === true ? { cache: platform.cache({ pipeline: pipeline2, host, log }) } : {}
  });
}
function cacheEntries(host) {
  return join11(cacheFolder(host), "entries");
}
function cacheFolder(host) {
  const own = word("cache-dir", {}, host.env);
  if (own !== void 0) return absolute(host.cwd, own);
  return join11(host.env["XDG_CACHE_HOME"] ?? join11(host.env["HOME"] ?? homedir(), ".cache"), "lakeferry");
}
async function closeContext(context) {
  await removeWorkFolder(context.workFolder, context.log);
  await context.workers?.close();
  await context.warehouse?.close();
}

export {
  createLogin,
  openLake,
  lookAtBucket,
  inParallel,
  readObject,
  jsonBytes,
  ENTRY_FORMAT,
  noticesPrefix,
  noticeName,
  parseRecord,
  damaged,
  listDatasets,
  foldEntries,
  openLedger,
  openWarehouse,
  DATE_TOKENS,
  readTemplate,
  readDocument,
  loadPipeline,
  lastCommitAt,
  failurePlace,
  laptop,
  openSession,
  isCi,
  readPipeline,
  openContext,
  cacheEntries,
  closeContext
};
