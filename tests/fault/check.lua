-- Checks what must hold of a corpus at any moment, and prints its content in an order of its own.
--   lua5.4 tests/fault/check.lua CORPUS [run]     `run`: what the last run found, instead of the documents
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"
local dump = require "spec.support.dump"
local verify = require "gimlet.corpus.verify"

local open = assert(corpus.open(arg[1], { readonly = true }))
verify.run(open, function(problem) error((problem.document or "") .. " " .. problem.message) end)
for document in open:docs { text = true, order = "hash" } do
  assert(#document.text == document.bytes, document.document)
  if document.format == "text" then assert(core.base.sha256(document.text) == document.hash, document.document) end
end
if arg[2] == "run" then
  local run = open:run()
  print(run and run.id, run and run.state)
  local hits = run and open:query("SELECT hash, count, packed FROM hits WHERE run = ? ORDER BY hash", run.number)
  for _, row in ipairs(hits or {}) do
    print(row.hash, row.count, core.base.sha256(row.packed))
  end
  for _, row in ipairs(run and open:run_ledger(run.number) or {}) do
    print(row.score, row.kind, row.hit, row.points, row.value)
  end
else
  print(dump(open, true))
end
open:close()
