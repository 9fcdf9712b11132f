#include "parts_cases.h"

namespace smc::test {

const char *const PartsEvent = R"({"userId": "u1", "name": "Zo\u00eb", "price": 1.00, "odd": "a\/b", "empty": "",
  "tags": ["x", null, ["y", 2]],
  "traits": {"email": "A@b.c", "none": null, "deep": {"n": 7,
  "s": "t"}},
  "products": [{"sku": "s1", "qty": 1}, {"sku": "s2"}],
  "json": "{\"k\": [1.50]}"})";

std::vector<PartsCase> partsCases()
{
    return {
        {"path", R"({"@path":"$.userId"})", R"(event /userId "u1")"},
        {"path to a number", R"({"@path":"$.price"})", "event /price 1.00"},
        {"path into an array", R"({"@path":"$.tags[2].0"})", R"(event /tags/2/0 "y")"},
        {"length", R"({"@path":"$.userId.length"})", "computed @path /userId 2"},
        {"constant", R"("k")", R"(constant "k")"},
        {"constant object", R"({"k":[1.0]})", R"(constant {"k":[1.0]})"},
        {"literal", R"({"@literal":5})", "constant 5"},
        {"container that is spelt on one line", R"({"@path":"$.traits.deep"})",
         R"(computed /traits/deep {"n":7,"s":"t"}; event /traits/deep 7; event /traits/deep "t")"},
        {"escape that is spelt another way", R"({"a":{"@path":"$.odd"}})",
         R"(computed /odd {"a":"a/b"}; computed /odd "a/b")"},
        {"object", R"({"a":{"@path":"$.userId"},"b":"k","c":{"@path":"$.missing"}})",
         R"(computed /userId {"a":"u1","b":"k"}; event /userId "u1"; constant "k")"},
        {"array", R"([{"@path":"$.price"},{"@path":"$.missing"},"k"])",
         R"(computed /price [1.00,null,"k"]; event /price 1.00; constant "k")"},
        {"template of one text", R"({"@template":"{{userId}}"})", R"(event /userId "u1")"},
        {"template", R"({"@template":"<{{userId}}> {{price}}{{missing}}{{traits.none}}"})",
         R"(computed @template /userId /price /traits/none "<u1> 1.00"; constant <; event /userId u1; constant > ; event /price 1.00)"},
        {"template with an escape that goes", R"({"@template":"-{{name}}"})",
         "computed @template /name \"-Zo\xC3\xAB\"; constant -; computed @template /name Zo\xC3\xAB"},
        {"template of a container", R"({"@template":"-{{tags}}"})",
         R"(computed @template /tags "-x,,y,2"; constant -; computed @template /tags x,,y,2)"},
        {"template in two passes", R"({"@template":"{{{userId}}}-{{price}}"})",
         R"(computed @template /userId /price "u1-1.00"; event /userId u1; constant -; event /price 1.00)"},
        {"template in two passes with escapes", R"({"@template":"\"{{{userId}}}\\ {{price}}é{{{traits.email}}}"})",
         "computed @template /userId /traits/email /price \"\\\"u1\\\\ 1.00\xC3\xA9"
         "A@b.c\"; constant \\\"; event /userId u1; constant \\\\ ; event /price 1.00; constant \xC3\xA9; "
         "event /traits/email A@b.c"},
        {"template of a template", R"({"@template":{"@template":"<{{userId}}>"}})",
         R"(computed @template /userId "<u1>"; constant <; event /userId u1; constant >)"},
        {"template that is a text of the event", R"({"@template":{"@path":"$.traits.email"}})",
         R"(computed @template /traits/email "A@b.c"; event /traits/email A@b.c)"},
        {"if", R"({"@if":{"exists":{"@path":"$.price"},"then":{"@path":"$.userId"}}})", R"(event /userId "u1")"},
        {"else", R"({"@if":{"exists":{"@path":"$.missing"},"then":1,"else":"k"}})", R"(constant "k")"},
        {"case", R"({"@case":{"operator":"lower","value":{"@path":"$.traits.email"}}})",
         R"(computed @case /traits/email "a@b.c")"},
        {"case that changes nothing", R"({"@case":{"operator":"lower","value":{"@path":"$.userId"}}})",
         R"(event /userId "u1")"},
        {"replace", R"({"@replace":{"pattern":"u","replacement":"k","value":{"@path":"$.userId"}}})",
         R"(computed @replace /userId "k1"; constant k; event /userId 1)"},
        {"replace of what is found by itself",
         R"({"@replace":{"pattern":"A@","replacement":"<$&>","value":{"@path":"$.traits.email"}}})",
         R"(computed @replace /traits/email "<A@>b.c"; constant <; event /traits/email A@; constant >; event /traits/email b.c)"},
        {"replace twice",
         R"({"@replace":{"pattern":"u","replacement":"k1","pattern2":"1","replacement2":"\"","value":{"@path":"$.userId"}}})",
         R"(computed @replace /userId "k\"\""; constant k; constant \"\")"},
        {"replace in a number", R"({"@replace":{"pattern":".","replacement":",","value":{"@path":"$.price"}}})",
         R"(computed @replace /price "1,00"; event /price 1; constant ,; event /price 00)"},
        {"replace of a text that is spelt another way",
         R"({"@replace":{"pattern":"Z","replacement":"B","value":{"@path":"$.name"}}})",
         "computed @replace /name \"Bo\xC3\xAB\"; constant B; computed @replace /name o\xC3\xAB"},
        {"replace in a template",
         R"({"@replace":{"pattern":"<","replacement":"(","value":{"@template":"<{{userId}}>"}}})",
         R"(computed @replace /userId "(u1>"; constant (; event /userId u1; constant >)"},
        {"encode", R"({"@json":{"mode":"encode","value":{"@path":"$.products[1]"}}})",
         R"(computed @json /products/1 "{\"sku\":\"s2\"}")"},
        {"encode of an object that is put together",
         R"({"@json":{"mode":"encode","value":{"a":{"@path":"$.userId"},"p":{"@path":"$.price"},"o":{"@path":"$.odd"},"k":"c","l":[{"@path":"$.traits.deep"}]}}})",
         R"(computed @json /userId /price /odd /traits/deep "{\"a\":\"u1\",\"p\":1.00,\"o\":\"a/b\",\"k\":\"c\",\"l\":[{\"n\":7,\"s\":\"t\"}]}"; )"
         R"(event /userId u1; event /price 1.00; computed /odd \"a/b\"; constant \"c\"; computed /traits/deep [{\"n\":7,\"s\":\"t\"}]; )"
         R"(computed /traits/deep {\"n\":7,\"s\":\"t\"}; event /traits/deep 7; event /traits/deep t)"},
        {"encode of a merge and a template",
         R"({"@json":{"mode":"encode","value":{"@merge":{"direction":"right","objects":[{"t":{"@template":"\"{{userId}}"}},{"e":{"@path":"$.empty"}}]}}}})",
         R"(computed @json /userId /empty "{\"t\":\"\\\"u1\",\"e\":\"\"}"; computed @merge /userId /empty {\"t\":\"\\\"u1\",\"e\":\"\"}; )"
         R"(computed @template /userId \"\\\"u1\"; constant \\\"; event /userId u1; computed @json /empty \"\")"},
        {"decode", R"({"@json":{"mode":"decode","value":{"@path":"$.json"}}})",
         R"(computed @json /json {"k": [1.50]})"},
        {"array path without a shape", R"({"@arrayPath":["$.tags"]})", R"(event /tags ["x", null, ["y", 2]])"},
        {"array path", R"({"@arrayPath":["$.products",{"id":{"@path":"$.sku"},"n":{"@template":"n{{qty}}"}}]})",
         R"(computed @arrayPath /products [{"id":"s1","n":"n1"},{"id":"s2","n":"n"}]; )"
         R"(computed /products/0/sku /products/0/qty {"id":"s1","n":"n1"}; event /products/0/sku "s1"; )"
         R"(computed @template /products/0/qty "n1"; constant n; event /products/0/qty 1; )"
         R"(computed /products/1/sku {"id":"s2","n":"n"}; event /products/1/sku "s2"; computed @template "n"; constant n)"},
        {"array path into decoded text",
         R"({"@arrayPath":[{"@json":{"mode":"decode","value":{"@path":"$.json"}}},{"a":{"@path":"$.k[0]"}}]})",
         R"(computed @arrayPath /json [{"a":1.50}]; computed /json {"a":1.50}; computed @json /json 1.50)"},
        {"merge",
         R"({"@merge":{"direction":"right","objects":[{"@path":"$.traits.deep"},{"s":{"@path":"$.userId"},"k":1}]}})",
         R"(computed @merge /traits/deep /userId {"n":7,"s":"u1","k":1}; event /traits/deep/n 7; event /userId "u1"; constant 1)"},
        {"flatten", R"({"@flatten":{"separator":".","value":{"@path":"$.traits"}}})",
         R"(computed @flatten /traits {"email":"A@b.c","none":null,"deep.n":7,"deep.s":"t"}; event /traits/email "A@b.c"; )"
         R"(event /traits/none null; event /traits/deep/n 7; event /traits/deep/s "t")"},
        {"flatten of an object that is put together",
         R"({"@flatten":{"separator":"_","value":{"a":{"b":{"@path":"$.price"},"c":{"@template":"{{userId}}!"}}}}})",
         R"(computed @flatten /price /userId {"a_b":1.00,"a_c":"u1!"}; event /price 1.00; computed @template /userId "u1!"; )"
         R"(event /userId u1; constant !)"},
        {"transform",
         R"({"@transform":{"apply":{"x":{"@path":"$.userId"},"y":"k"},"mapping":{"a":{"@path":"$.x"},"b":{"@path":"$.y"}}}})",
         R"(computed @transform /userId /userId {"a":"u1","b":"k"}; event /userId "u1"; constant "k")"},
        {"template in a transform",
         R"({"@transform":{"apply":{"x":{"@path":"$.userId"}},"mapping":{"a":{"@template":"{{x}}{{x}}"}}}})",
         R"(computed @transform /userId /userId {"a":"u1u1"}; computed @template /userId /userId "u1u1"; event /userId u1; event /userId u1)"},
        {"exclude when null", R"({"@excludeWhenNull":{"a":{"@path":"$.traits"},"b":{"@path":"$.traits.none"}}})",
         R"(computed @excludeWhenNull /traits /traits/none {"a":{"email":"A@b.c","deep":{"n":7,"s":"t"}}}; event /traits "A@b.c"; )"
         R"(event /traits 7; event /traits "t")"},
    };
}

} // namespace smc::test
