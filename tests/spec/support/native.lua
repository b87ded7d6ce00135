-- The words of a document tree as pandoc writes it (`native`): what a reader of the same document must give.
local M = {}

-- Attributes, link targets and raw parts hold strings that are no text.
local function unquote(text)
  text = text:gsub("\\(%d+)\\&", function(code) return utf8.char(tonumber(code)) end)
  text = text:gsub("\\(%d+)", function(code) return utf8.char(tonumber(code)) end)
  return (text:gsub('\\(["\\])', "%1"):gsub("\\n", " "):gsub("\\t", " "):gsub("\\&", ""))
end

local SPACES <const> = { Space = true, SoftBreak = true, LineBreak = true }
local BLOCKS <const> = { Para = true, Plain = true, Header = true, CodeBlock = true, LineBlock = true }
local STRINGS <const> = { Str = 1, Code = 1, CodeBlock = 1, Math = 1 }

-- The end of the bracket that opens at or after `at`; brackets in strings are none.
local function balanced(native, at)
  local depth = 0
  at = native:find("[%(%[]", at)
  while at and at <= #native do
    local char = native:sub(at, at)
    if char == '"' then
      repeat at = at + (native:sub(at, at) == "\\" and 2 or 1) until native:sub(at, at) == '"' or at > #native
    elseif char == "(" or char == "[" then
      depth = depth + 1
    elseif char == ")" or char == "]" then
      depth = depth - 1
      if depth == 0 then return at end
    end
    at = at + 1
  end
  return #native
end

---@param native string
---@param captions? boolean with what is said in the place of images
---@return string text words between spaces
function M.text(native, captions)
  local parts, at, pending, skip_attributes = {}, 1, nil, 0
  local notes, depth, note_depth = {}, 0, nil
  local out = parts
  while at <= #native do
    local word = native:match("^%a+", at)
    local char = native:sub(at, at)
    if word then
      at = at + #word
      if SPACES[word] or BLOCKS[word] then out[#out + 1] = " " end
      if word == "SingleQuote" or word == "DoubleQuote" then out[#out + 1] = word == "SingleQuote" and "'" or '"' end
      if STRINGS[word] then
        pending = word
        skip_attributes = (word == "Code" or word == "CodeBlock") and 1 or 0
      end
      if word == "Note" and not note_depth then
        note_depth, out = depth, notes
        out[#out + 1] = " "
      end
      if word:find "^Meta%u" then out[#out + 1] = " " end
      if word == "Image" and not captions then at = balanced(native, balanced(native, at) + 1) + 1 end
      if word == "Span" then
        local ends = balanced(native, at)
        local attributes = native:sub(at, ends)
        if attributes:find "comment%-start" or attributes:find '"deletion"' then at = balanced(native, ends + 1) + 1 end
      end
      if word == "RawInline" or word == "RawBlock" then pending = nil end
    elseif char == '"' then
      local finish = at + 1
      while native:sub(finish, finish) ~= '"' do
        finish = finish + (native:sub(finish, finish) == "\\" and 2 or 1)
      end
      if pending and skip_attributes == 0 then
        out[#out + 1] = unquote(native:sub(at + 1, finish - 1))
        pending = nil
      end
      at = finish + 1
    else
      if char == "(" or char == "[" then depth = depth + 1 end
      if char == ")" or char == "]" then
        depth = depth - 1
        if char == ")" then skip_attributes = math.max(0, skip_attributes - 1) end
        if note_depth and depth == note_depth then note_depth, out = nil, parts end
      end
      at = at + 1
    end
  end
  return table.concat(parts) .. " " .. table.concat(notes)
end

return M
