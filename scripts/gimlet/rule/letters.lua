-- Words of scripts that put no spaces between words (Japanese, Chinese, Thai …) in phrases.
--
-- How such a word is cut depends on what stands around it: かもしれない may be one token or five. So a word means its
-- letters, however they are cut, from the beginning of a token to the end of one; a star at its end or beginning lets
-- it begin or end within a token. Nothing is inflected: 作* stands for 作る, 作った, 作らない.
local M = {}

-- Up to so many letters any cut will do (2^(n-1) of them); longer words are cut as texts are, into pieces no longer.
local MOST <const> = 7

-- Thai, Lao; Burmese; Khmer; 々〆〇; kana; Han; compatibility forms; half-width kana; Han beyond the first plane.
local SCRIPTS <const> = { { 0x0E00, 0x0EFF }, { 0x1000, 0x109F }, { 0x1780, 0x17FF }, { 0x3005, 0x3007 },
  { 0x3040, 0x30FF }, { 0x3400, 0x9FFF }, { 0xF900, 0xFAFF }, { 0xFF66, 0xFF9F }, { 0x20000, 0x3FFFF } }

---Is the text of scripts without spaces as a whole?
---@param text string
---@return boolean
function M.unspaced(text)
  if not text:find "[\xC0-\xFF]" then return false end
  for _, code in utf8.codes(text) do
    local inside = false
    for _, range in ipairs(SCRIPTS) do inside = inside or code >= range[1] and code <= range[2] end
    if not inside then return false end
  end
  return true
end

-- All ways to cut `letters` from number `from` on, as a node. `open` says that the last token may go on.
local function cuts(make, letters, from, open, first, known)
  if known[from] then return known[from] end
  local alternatives = {}
  for to = from, #letters do
    local piece = table.concat(letters, "", from, to)
    local ends = to == #letters
    local node = make.piece((from == 1 and first or "") .. piece .. (ends and open or ""))
    alternatives[#alternatives + 1] = ends and node
      or make.sequence { node, cuts(make, letters, to + 1, open, first, known) }
  end
  known[from] = make.either(alternatives)
  return known[from]
end

-- Pieces of at most MOST letters, parted where the tokens are; a token that is longer is one piece.
local function pieces_of(tokens)
  local pieces, piece = {}, {}
  for _, token in ipairs(tokens) do
    local letters = {}
    for _, code in utf8.codes(token.fold) do letters[#letters + 1] = utf8.char(code) end
    if #piece > 0 and #piece + #letters > MOST then
      pieces[#pieces + 1] = piece
      piece = {}
    end
    table.move(letters, 1, #letters, #piece + 1, piece)
  end
  pieces[#pieces + 1] = piece
  return pieces
end

---The node of a word.
---@param make { piece: fun(text: string): any, sequence: fun(nodes: any[]): any, either: fun(nodes: any[]): any }
---  `piece` gets a token, with a star where it may begin earlier or end later
---@param tokens table[] { fold } as the word is cut by itself
---@param before boolean may the word begin within a token?
---@param after boolean may it end within one?
---@return any node
function M.node(make, tokens, before, after)
  local nodes, pieces = {}, pieces_of(tokens)
  for index, letters in ipairs(pieces) do
    local open = index == #pieces and after and "*" or ""
    local first = index == 1 and before and "*" or ""
    nodes[index] = #letters > MOST and make.piece(first .. table.concat(letters) .. open)
      or cuts(make, letters, 1, open, first, {})
  end
  return make.sequence(nodes)
end

return M
