-- What is not the article, told by what it says: offers, prompts, credits, notes on authors, links to other stories,
-- what a chatbot says around a text. The engine judges structure (repetition, cut-off ends, cohesion); these cues
-- are evidence for it. In a long paragraph a cue marks its own sentence only; a chatbot's words count at the two
-- ends of a document only, and notes on authors not in its middle.
--
-- Safe to edit. Write here only what an article never says about its subject; `opens` and `alone` are for words
-- that are harmless within a sentence.

-- At the beginning of a sentence, each of several phrases.
local function opens(list)
  local patterns = {}
  for i, text in ipairs(list) do patterns[i] = sentence_begin * phrase(text) end
  return patterns
end

-- A whole line, with or without a colon.
local function alone(list)
  local patterns = {}
  for i, text in ipairs(list) do patterns[i] = sentence_begin * phrase(text .. " (:)") * sentence_end end
  return patterns
end

local function all(...)
  local joined = {}
  for _, list in ipairs { ... } do
    for _, item in ipairs(list) do joined[#joined + 1] = item end
  end
  return joined
end

zone "paywall" {
  about = "Offers to subscribe, limits on free articles.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "free article(s)|stories left|remaining|this", "your last free article|story",
    "used all your free articles|stories", "reached your (monthly) limit", "reached your free article limit",
    "subscribe|register to continue|keep reading", "register for free", "register now",
    "subscribe now|today", "subscribe to read|unlock|access",
    "already a subscriber|member", "already have an account", "become a subscriber|member today|now",
    "available|reserved (only) to|for (our) (paying) subscribers|members", "for subscribers|members only",
    "your (free) trial (period) has expired|ended", "start your|a free trial", "cancel anytime",
    "cancel at any time", "log|sign in to continue|read|view|comment", "sign up to continue|read|view",
    "create a|your free account", "unlock this article|story", "give|gift this article",
    "support independent|quality journalism", "support our newsroom|journalists|journalism", "donate now|today",
    "subscription plans|options|offers", "unlimited digital access", "the rest of this article|story is",
  }, opens {
    "you need a|an (active) subscription", "offer ends|expires|valid",
  }),
  finds = { "You have 2 free articles left this month.", "Subscribe to continue reading.", "Cancel anytime." },
  ignores = { "The ministry subscribes to three satellite services.",
    "The allies have unlimited access to the data." },
}

zone "cookies" {
  about = "Cookie and privacy notices.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "we (and our partners) use cookies", "site|website|page uses cookies", "our use of cookies",
    "accept all cookies", "accept cookies", "cookie policy|settings|preferences|notice",
    "manage (my) cookies|consent", "privacy policy", "terms of service", "terms and conditions apply",
    "by continuing to use|browse this|our|the", "by clicking … you agree|consent", "by signing up you agree",
    "by signing up , you agree",
  }),
  finds = { "We use cookies to improve your experience.", "By clicking Accept, you agree to our terms." },
  ignores = { "Hackers stole session cookies from the ministry." },
}

zone "newsletter" {
  about = "Offers of newsletters, apps, alerts and channels.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "sign up for|to … newsletter|newsletters|briefing|alerts|updates",
    "subscribe to … newsletter|newsletters|podcast|channel", "sign up here",
    "in|to your inbox", "thanks for reading", "thank you for reading", "subscribe for free", "receive new posts",
    "our (free) (daily|weekly|morning) newsletter|newsletters", "newsletter sign up|signup",
    "enter your email|e-mail", "your email address", "follow|like|find|join us on|at",
    "follow … on Twitter|Facebook|Instagram", "follow … on LinkedIn|Telegram|WhatsApp|Threads|YouTube",
    "download our|the … app", "never miss a story|update|beat", "in case you missed it",
    "share it in the comments", "click|tap here",
    "listen to this article|story", "stay informed|connected with us|our",
  }, opens {
    "sign up (now|today)", "get the latest|best|biggest … delivered|news|stories",
    "most read|viewed|shared|popular",
  }),
  finds = { "Sign up for our daily newsletter.", "Get the latest news delivered to your inbox.",
    "Follow us on Twitter." },
  ignores = { "Tokyo will follow the allies on export controls.", "He is the most popular leader in years.",
    "More states will sign up to the pact." },
}

zone "sharing" {
  about = "Buttons: share, print, comment, rate.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "comments are closed", "the next time I comment", "opens in (a) new window|tab",
    "no comments yet", "be the first to comment", "star rating", "for later reading",
    "link copied", "share on|via Facebook|Twitter|WhatsApp|LinkedIn|email", "minute|min|mins|minutes read",
    "please enable javascript", "jump to navigation|search|content",
    "your browser does not support", "skip to (main) content", "log in to post",
  }, opens {
    "share this", "share via|on|with", "print this", "email|e-mail this", "tweet this", "copy (the) link",
    "leave|post|add|write a comment|reply", "join the conversation|discussion", "view|show|read|see (all) comments",
    "rate this", "save this|article", "report this|a comment|problem|typo|error", "reading time",
    "have your say", 'comments "("', "tell us what you think",
  }, alone {
    "share", "print", "comments", "tweet", "email", "back to top", "loading", "menu", "search", "close", "reply",
    "save", "copy link", "listen", "log in", "sign in", "like loading", "newsletter", "open in app",
    "story continues", "hide ads", "privacy settings", "share article", "subscribe", "register", "donate",
  }),
  finds = { "Share this article", "5 min read", "Leave a comment" },
  ignores = { "The allies share this intelligence.", "He declined to comment." },
}

zone "feedback" {
  about = "Questions to the reader about the page.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "was this (article|page|story|information) helpful|useful", "thank you for your feedback|interest|subscribing",
    "email|e-mail|contact|call our newsroom|newsdesk|reporters", "for media|press enquiries|inquiries",
    "this interview|conversation|transcript has been|was edited", "edited for length|clarity|brevity",
    "edited and condensed", "lightly edited",
  }, opens {
    "like|enjoy|enjoyed this article|story|post|what",
    "got a (news) tip", "have a (news) tip", "do you have a (news) tip",
  }),
  finds = { "Was this article helpful?", "Got a tip? Email our newsroom." },
  ignores = { "The tip came from an allied service." },
}

zone "advertising" {
  about = "Advertisements and what announces them.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "sponsored content|post|links", "post|article|content is sponsored by", "article|story continues below|after",
    "continue|continues reading below",
    "scroll to continue", "affiliate links", "we may earn a commission", "promoted content|stories",
    "paid for by",
  }, opens {
    "paid content|post|partnership", "sponsored by", "this content was created|commissioned|produced|sponsored|paid",
  }, alone {
    "advertisement", "advertising", "advertisements", "ad", "sponsored", "partner content", "promoted",
  }),
  finds = { "Advertisement", "Sponsored content", "Story continues below" },
  ignores = { "The company paid for the satellites." },
}

zone "related" {
  about = "Links to other stories.",
  kind = "teaser", extent = "paragraph",
  phrases = all({
    "you may|might also like", "recommended for you", "what to read next", "more on this story|topic",
    "around the web", "this article|story is part of a|our|the series",
  }, opens {
    "related posts|stories|articles|topics|news|content|reading|coverage|links", "related :", "see also",
    "read also|next|more|about|full", "also read", "recommended", "more from|in|about|like|on|:",
    "more stories|news|articles", "don't miss", "editor's picks|choice", "editors picks",
    "trending now|stories|topics|videos",
    "top stories",
    "latest news|stories|headlines", "next article|story|post|up", "previous article|story|post",
    "from the archive|archives", "filed under|in", "posted in|under", "find out more", "learn more",
    "see|view|show|load more", "watch|video|gallery :", "view gallery",
    "tags|topics|keywords|categories|category|tag|topic|tagged :|in|with", "explore more", "keep|continue reading",
    "in pictures|depth :", "up next", "further reading", "popular posts|stories|now|articles",
  }, alone {
    "trending", "related", "tags", "topics", "read more", "more", "most popular", "most read", "opinion", "home",
  }),
  finds = { "Related posts:", "Read more: Tokyo passes new law", "Recommended for you", "Tags: Japan, AUKUS" },
  ignores = { "Officials should read more reports.", "They discussed the trade deal and related topics." },
}

zone "republished" {
  about = "Who published it first, who owns it, who edited it.",
  kind = "boilerplate", extent = "paragraph",
  phrases = all({
    "this article|story|piece|commentary|essay|post (was) (first|originally) published|appeared|posted",
    "republished|reprinted|reproduced with permission", "all rights reserved",
    "may not be reproduced|republished|redistributed", "may not be published , broadcast", "creative commons",
    "views|opinions expressed are|here|herein",
    "views|opinions expressed in|by this|the article|author|writer|piece|column",
    "not necessarily reflect|represent|those",
    "this article|story has been updated|corrected|amended", "an earlier|a previous version of this article|story",
    "additional reporting by", "required fields are marked", "email address will not be published",
    "additional reporting from", "if you have a (news) tip",
    "contact the author|reporter|newsroom|editor",
  }, opens {
    "originally published", "first published", "reporting by", "editing by", "edited by", "writing by",
    "translated from|by", "copyright 19*|20*", "correction :", "reporting and|& writing|editing",
    "with reporting by", "text by",
    "last updated|modified", "this story|article|post|piece is|was produced|republished|written|supported",
  }),
  finds = { "This story was originally published by Reuters.", "All rights reserved.",
    "Reporting by Jane Doe; Editing by John Roe" },
  ignores = { "The strategy was published in December.", "The report was edited by the ministry." },
}

zone "credit" {
  about = "Credits of pictures.",
  kind = "caption", extent = "paragraph",
  phrases = all({
    "file photo|picture|image", "getty images", '"AP Photo"', '"AFP Photo"', "via reuters|AP|AFP|getty",
    "handout via|photo|image", "image|photo|picture credit", "pool photo", "photo illustration",
    "in this file|handout|undated|aerial|satellite photo|image|picture", "click|tap to enlarge", '"Shutterstock"',
    '"Unsplash"', '"iStock"', "wikimedia commons", "courtesy photo", "photo by|courtesy|:",
    "photos by|courtesy|:", "image courtesy|by", "photograph :", "photograph by",
  }, opens {
    "illustration :|by", "credit :", "graphic :|by", "video :", "map :", "chart :", "cartoon :", "photography :|by",
    "a satellite|file|handout image|photo|picture", "image :", "picture :",
  }),
  finds = { "Photo: Reuters", "Kishida at a press conference. Getty Images", "In this file photo, sailors line up." },
  ignores = { "The satellites take photographs of the coast." },
}

zone "author" {
  about = "Notes on who wrote it.",
  kind = "author", extent = "paragraph",
  phrases = all({
    "is a|an|the|our … columnist|contributor|correspondent|blogger",
    "is a|an … journalist|reporter|writer|editor|author", "staff writer|reporter|correspondent",
    "contributing writer|editor|columnist", "former|regular|frequent contributor to",
    "is (also) (the|an|a) author|co-author|editor of", "follow him|her|them|me on", "can be reached at",
    "has … post(s)|articles|stories on", "about the author|authors|writer",
    "writes (regularly|often|frequently) about|on|for", "more by this author",
    "view|see all posts|articles|stories by", "is currently living|based in", "holds a PhD|doctorate|degree",
    "is a|an|the … fellow|professor|lecturer|director|analyst|researcher|chair|head at|of|in|with", "covers … for",
  }, opens {
    "the writer|author is|was", "the authors|writers are", "special to", "as told to",
  }),
    finds = { "Jane Doe is a Washington Post columnist.", "About the author",
    "John Roe is the author of three books." },
  ignores = { "A court fined the sender of the letter." },
}

zone "chatbot" {
  about = "What a chatbot says around the text it was asked for.",
  kind = "chat", extent = "paragraph",
  phrases = all({
    "would you like|prefer|care me|to|a|an|more|any|this|additional", "would you be interested in",
    "do you want me to", "let me know if|whether|how|what|which", "feel free to ask|reach|let|adjust|modify",
    "I hope this|that|it helps|meets|gives|article|is", "hope this helps", "if you would like … I can|could",
    "if you'd like", "if you want … I can|could", "if you need … I can|could",
    "I can also|further help|provide|write|create|tailor|adapt|expand|add|draft|turn",
    "I'd be happy|glad to help|provide|add|write|assist",
    "happy to help|adjust|expand|refine|revise", "as an AI",
    "my knowledge cutoff", "my last update", "is there anything else|specific", "anything else you",
    "just let me know", "I've written|drafted|structured this|the|it",
    "I have written|drafted|structured this|the|it",
  }, opens {
    "certainly !", "certainly , here", "sure !", "sure , here|I", "sure thing", "of course !",
    "of course , here", "absolutely !", "great question", "got it", "shall I",
    "here is|are … article|essay|draft|version|outline|rewrite|rewritten|write-up",
    "here's … article|essay|draft|version|outline",
    "here is|are (a|an|the|your) … overview|summary|analysis|breakdown of|on|about|that|you",
    "below is|are … article|essay|draft|version|outline|summary|overview|analysis",
  }),
  finds = { "Would you like me to add sources?", "Let me know if you need changes.",
    "Certainly! Here is a 500-word article on the subject." },
  ignores = { "Officials would like Japan to join." },
}
