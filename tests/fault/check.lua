-- Checks what must hold of a corpus at any moment, and prints its content in an order of its own.
--   lua5.4 tests/fault/check.lua CORPUS [FOLDER of the files it was loaded from]
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"

local open = assert(corpus.open(arg[1], { readonly = true }))
local function none(what, sql)
  local row = open:one(sql)
  if row then error(what .. ": " .. tostring(next(row) and select(2, next(row)))) end
end

assert(open:one("PRAGMA integrity_check").integrity_check == "ok")
none("document without contents", "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM contents)")
none("contents without document", "SELECT document FROM contents WHERE document NOT IN (SELECT id FROM documents)")
none("document without path", "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM paths)")
none("document whose path is not its own", "SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM paths p "
  .. "WHERE p.document = d.id AND p.path = d.path AND p.record = d.record)")
for _, problem in ipairs(assert(open.box:verify())) do error((problem.document or "") .. " " .. problem.message) end
none("file that was read to its end without its documents", "SELECT path FROM files f WHERE documents <> "
  .. "(SELECT COUNT(*) FROM paths p WHERE p.path = f.path)")
for document in open:docs { text = true, order = "hash" } do
  assert(#document.text == document.bytes, document.document)
  if document.format == "text" then assert(core.base.sha256(document.text) == document.hash, document.document) end
  local paths = table.concat(open:paths(document.number), " "):gsub("[^ ]*/", "")
  print(document.hash, paths, document.token_count, document.title or "", document.date or "", document.source or "",
    #document.zones, core.base.sha256(document.signature):sub(1, 8))
end
open:close()
