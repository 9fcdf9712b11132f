# Writes a C++ file that holds a text file as a constant: cmake -DINPUT=… -DOUTPUT=… -DVARIABLE=… -P EmbedText.cmake
file(READ ${INPUT} text)
# Raw string literals hold at most 64 KB in some compilers: the text goes in pieces.
string(LENGTH "${text}" length)
set(pieces "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND pieces "    R\"__SMC__(${piece})__SMC__\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE ${OUTPUT}
  "#include <string_view>\n\nnamespace smc::destination {\n\nextern const std::string_view ${VARIABLE};\n"
  "const std::string_view ${VARIABLE} =\n${pieces}    \"\";\n\n} // namespace smc::destination\n")
