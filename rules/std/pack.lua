pack "std" { about = "x", version="1" }
