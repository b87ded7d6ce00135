-- Packs for specs: read from the checkout or written inline, compiled without a worker.
local compile = require "gimlet.rule.compile"
local core = require "gimlet.core"
local evidence = require "gimlet.evidence"

local M = {}

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

---A pack of the checkout's rules folder.
function M.folder(name)
  local root, files = "rules/" .. name, {}
  for path in assert(io.popen(("find %s -type f \\( -name '*.lua' -o -name '*.tsv' \\)"):format(root))):lines() do
    if not path:find "_spec%.lua$" then files[path:sub(#root + 2)] = read(path) end
  end
  return { name = name, root = root, files = files }
end

---A pack written inline: its source, and tables by file name.
function M.inline(name, source, tables)
  local files = { ["pack.lua"] = source }
  for file, bytes in pairs(tables or {}) do files[file] = bytes end
  return { name = name, root = "rules/" .. name, files = files }
end

---Compiles; failures raise as lines of text.
function M.compile(packs, options)
  local compiled, errors, need = compile.packs(packs, options)
  if compiled then return compiled end
  local lines = { need and "need " .. table.concat(need, ", ") or nil }
  for _, failure in ipairs(errors or {}) do
    lines[#lines + 1] = ("%s:%s:%s: %s"):format(failure.file, failure.line, failure.column, failure.message)
  end
  error(table.concat(lines, "\n"), 2)
end

---The hits in a text, as evidence.
function M.hits(compiled, text, options, document)
  local tokens = core.text.tokens()
  tokens:cut(compiled.lexicon, text)
  tokens:sentences(compiled.lexicon)
  local doc = { document = "d", hash = "h", text = text, zones = {} }
  for key, value in pairs(document or {}) do doc[key] = value end
  local zones = evidence.sentence_zones(doc, tokens)
  local raw = assert(compiled.rules.matcher:run(tokens, zones, nil,
    { given = require("gimlet.rule.running_text").given(compiled, tokens, text, zones) }))
  return evidence.document(compiled, doc, tokens, raw, options or { topic = false, kinds = {}, all = true }, zones)
end

return M
