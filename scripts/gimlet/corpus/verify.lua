-- Checks what must hold of a corpus file: SQLite's own structure, what rows say of each other (here), and texts,
-- tokens, zones, counts and index (core/store/verify.h).
local M = {}

-- What is wrong, where rows of a statement tell of it: `what` in words, with the statement's first column in place of
-- %s. Every statement finds nothing in a sound corpus.
local RULES = {
  { "document %s has no text and tokens", "SELECT d.id FROM documents d LEFT JOIN contents c ON c.document = d.id "
    .. "WHERE c.document IS NULL" },
  { "text and tokens of document %s, which is not there", "SELECT document FROM contents WHERE document NOT IN "
    .. "(SELECT id FROM documents)" },
  { "document %s was found nowhere", "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM paths)" },
  { "document %s is said to lie at a path that is not its own", "SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 "
    .. "FROM paths p WHERE p.document = d.id AND p.path = d.path AND p.record = COALESCE(d.record, 0))" },
  { "the path %s leads to a document that is not there", "SELECT path FROM paths WHERE document NOT IN "
    .. "(SELECT id FROM documents)" },
  { "the file %s is said to be read to its end without its documents", "SELECT path FROM files f WHERE documents <> "
    .. "(SELECT COUNT(*) FROM paths p WHERE p.path = f.path)" },
  { "document %s has no hash in its place", "SELECT id FROM documents WHERE length(hash) <> 64 OR hash GLOB "
    .. "'*[^0-9a-f]*'" },
  { "document %s ends before it begins in time", "SELECT id FROM documents WHERE earliest > latest" },
  { "metadata of document %s, which is not there", "SELECT DISTINCT document FROM metadata WHERE document NOT IN "
    .. "(SELECT id FROM documents)" },
  { "the annotations of document %s belong to none", "SELECT DISTINCT document FROM annotations WHERE document NOT IN "
    .. "(SELECT id FROM documents)" },
  { "the columns of document %s belong to none", "SELECT DISTINCT document FROM token_columns WHERE document NOT IN "
    .. "(SELECT id FROM documents)" },
  { "the index tells that document %s has left a segment that is not there",
    "SELECT document FROM removed WHERE segment > (SELECT COALESCE(MAX(id), 0) FROM segments)" },
  { "postings of segment %s, which is not there", "SELECT DISTINCT id >> 32 FROM postings WHERE id >> 32 NOT IN "
    .. "(SELECT id FROM segments)" },
  { "the alias “%s” belongs to no source", "SELECT alias FROM aliases WHERE source NOT IN (SELECT id FROM sources)" },
  { "grade %s belongs to no source", "SELECT id FROM grades WHERE source NOT IN (SELECT id FROM sources)" },
  { "hits of run %s, which is not there", "SELECT DISTINCT run FROM hits WHERE run NOT IN (SELECT number FROM runs)" },
  { "scores of run %s, which is not there", "SELECT DISTINCT run FROM scores WHERE run NOT IN "
    .. "(SELECT number FROM runs)" },
  { "lines of the ledger of run %s, which is not there", "SELECT DISTINCT run FROM ledger WHERE run NOT IN "
    .. "(SELECT number FROM runs)" },
  { "the ledger of %s does not add up to its score", "SELECT 'run ' || s.run || ', score ' || s.score FROM scores s "
    .. "WHERE s.part IS NULL AND s.value IS NOT NULL AND s.value <> (SELECT COALESCE(SUM(l.value), 0) FROM ledger l "
    .. "WHERE l.run = s.run AND l.score = s.score)" },
}

-- A statement over damaged pages fails where another would not.
local function ask(open, sql, on_problem)
  local rows, message = open.box:query(sql)
  if not rows then on_problem { message = message } end
  return rows or {}
end

local function first_of(row) return select(2, next(row)) end

local MOST <const> = 20 -- problems told of one rule

---Checks a corpus.
---@param open table an open corpus
---@param on_problem fun(problem: { message: string, document: integer? })
---@return integer problems
function M.run(open, on_problem)
  local problems = 0
  local function tell(problem)
    problems = problems + 1
    on_problem(problem)
  end
  for _, row in ipairs(ask(open, "PRAGMA integrity_check(100)", tell)) do
    if row.integrity_check ~= "ok" then tell { message = "the file's structure: " .. tostring(row.integrity_check) } end
  end
  for _, rule in ipairs(RULES) do
    for i, row in ipairs(ask(open, rule[2], tell)) do
      if i <= MOST then tell { message = rule[1]:format(tostring(first_of(row))) } else problems = problems + 1 end
    end
  end
  local found, message = open.box:verify()
  if not found then tell { message = message } end
  for i, problem in ipairs(found or {}) do
    if i <= 5 * MOST then tell(problem) else problems = problems + 1 end
  end
  return problems
end

return M
