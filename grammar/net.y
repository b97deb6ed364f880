/* net.y - the grammar of .net. It knows blocks, statements, phrases and values; no word is a
 * keyword here. net.ebnf is the same grammar for people. */
%require "3.7"
%expect 0
%define api.pure full
%define api.prefix {net_}
%define api.value.type union
%define api.location.type {struct span}
%define parse.lac full
%define parse.error custom
%locations
%parse-param { struct reader *reader } { yyscan_t scanner }
%lex-param { yyscan_t scanner }

%code requires {
#include "front/reader.h"

typedef void *yyscan_t;
}

%code provides {
/* The names that Flex knows them by. */
#define YYSTYPE NET_STYPE
#define YYLTYPE NET_LTYPE
}

%code {
#define YYLLOC_DEFAULT(current, rhs, n) \
    ((current) = (n) ? span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n)) : YYRHSLOC(rhs, 0))

int net_lex(NET_STYPE *value, NET_LTYPE *place, yyscan_t scanner);
static void net_error(const NET_LTYPE *place, struct reader *reader, yyscan_t scanner,
                      const char *message);
}

/* The scanner's first token tells what is read. */
%token START_SPEC START_STMT START_PHRASE
%token <struct atom *> WORD NUMBER SHAPE RANGE SET CELLS INDEX
%token <struct line_end> LINE_END
%token ARROW COMMA COLON SEMICOLON STAR OPEN CLOSE

%type <struct item_list> item items
%type <struct atom *> atom
%type <struct atom_list> atoms groups
%type <struct phrase *> phrase cells
%type <struct phrase_list> phrases
%type <struct stmt *> stmt

%%

start
    : START_SPEC spec
    | START_STMT lines stmt ends { reader->stmt = $stmt; }
    | START_PHRASE phrase { reader->phrase = $phrase; }
    | START_PHRASE cells { reader->phrase = $cells; }
    ;

/* A block's end needs no line end of its own. Errors outside of blocks end with the line, or with
 * the block that they were the head of. */
spec
    : %empty
    | spec block
    | spec LINE_END { build_line_end(reader, $LINE_END); }
    | spec error LINE_END { yyerrok; }
    | spec error CLOSE { yyerrok; }
    | spec error OPEN { yyerrok; build_open(reader, NULL, NULL, @OPEN); } body close
        { build_close(reader); }
    ;

block
    : phrase lines OPEN { build_open(reader, $phrase, NULL, @OPEN); } body close
        { build_close(reader); }
    | phrase[head] arrow phrase[target] lines OPEN { build_open(reader, $head, $target, @OPEN); }
        body close { build_close(reader); }
    ;

/* A brace within a block is an error already; what it holds is read as the block's own, so that
 * the braces match again behind it. */
body
    : %empty
    | body LINE_END { build_line_end(reader, $LINE_END); }
    | body SEMICOLON
    | body stmt LINE_END { build_add(reader, $stmt); build_line_end(reader, $LINE_END); }
    | body stmt SEMICOLON { build_add(reader, $stmt); }
    | body error LINE_END { yyerrok; }
    | body error SEMICOLON { yyerrok; }
    | body error OPEN { yyerrok; } body close
    ;

close
    : CLOSE
    | stmt CLOSE { build_add(reader, $stmt); }
    | error CLOSE { yyerrok; }
    ;

stmt
    : phrases
        { $$ = build_stmt(reader, NULL, $1, NULL, (struct phrase_list){0}); }
    | phrases arrow phrases
        { $$ = build_stmt(reader, NULL, $1, &@arrow, $3); }
    | WORD COLON phrases
        { $$ = build_stmt(reader, $WORD, $3, NULL, (struct phrase_list){0}); }
    | WORD COLON phrases arrow phrases
        { $$ = build_stmt(reader, $WORD, $3, &@arrow, $5); }
    | INDEX COLON phrases
        { $$ = build_stmt(reader, $INDEX, $3, NULL, (struct phrase_list){0}); }
    | INDEX COLON phrases arrow phrases
        { $$ = build_stmt(reader, $INDEX, $3, &@arrow, $5); }
    | cells
        { $$ = build_stmt(reader, NULL, (struct phrase_list){$1, $1}, NULL,
                          (struct phrase_list){0}); }
    ;

cells
    : groups { $$ = build_phrase(reader, $groups); }
    ;

groups
    : CELLS { $$ = (struct atom_list){$1, $1}; }
    | groups CELLS { $$ = $1; $$.last = $$.last->next = $CELLS; }
    ;

phrases
    : phrase { $$ = (struct phrase_list){$1, $1}; }
    | phrases comma phrase { $$ = $1; $$.last = $$.last->next = $phrase; }
    ;

phrase
    : atoms { $$ = build_phrase(reader, $atoms); }
    ;

atoms
    : atom { $$ = (struct atom_list){$1, $1}; }
    | atoms atom { $$ = $1; $$.last = $$.last->next = $atom; }
    ;

atom
    : WORD
    | SHAPE
    | RANGE
    | SET
    | items { $$ = build_value(reader, $items); }
    ;

items
    : item
    | items colon item { $$ = build_items($1, $item); }
    ;

item
    : NUMBER { $$ = build_item(reader, $1, NULL); }
    | NUMBER STAR NUMBER { $$ = build_item(reader, $1, $3); }
    ;

/* Where a line may continue. The arrow's place is its first token alone. */
comma: COMMA | comma LINE_END { build_continue(reader, $LINE_END); };
colon: COLON | colon LINE_END { build_continue(reader, $LINE_END); };
arrow: ARROW | arrow LINE_END { @$ = @1; build_continue(reader, $LINE_END); };
lines: %empty | lines LINE_END { build_continue(reader, $LINE_END); };
ends: lines | ends SEMICOLON lines;

%%

static unsigned expectation(yysymbol_kind_t symbol) {
    switch (symbol) {
    case YYSYMBOL_OPEN:
        return 1u << EXPECT_BRACE;
    case YYSYMBOL_COMMA:
        return 1u << EXPECT_COMMA;
    case YYSYMBOL_CLOSE:
        return 1u << EXPECT_CLOSE;
    case YYSYMBOL_YYEOF:
        return 1u << EXPECT_END;
    case YYSYMBOL_WORD:
        return 1u << EXPECT_WORD;
    case YYSYMBOL_NUMBER:
        return 1u << EXPECT_NUMBER;
    default:
        return 0;
    }
}

static int yyreport_syntax_error(const yypcontext_t *context, struct reader *reader,
                                 yyscan_t scanner) {
    (void)scanner;
    yysymbol_kind_t symbols[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    if (count < 0)
        return count;
    unsigned expected = 0;
    for (int i = 0; i < count; i++)
        expected |= expectation(symbols[i]);
    enum found found = FOUND_TOKEN;
    switch (yypcontext_token(context)) {
    case YYSYMBOL_LINE_END:
        found = FOUND_LINE_END;
        break;
    case YYSYMBOL_YYEOF:
        found = FOUND_END;
        break;
    case YYSYMBOL_CLOSE:
        found = FOUND_CLOSE;
        break;
    case YYSYMBOL_OPEN:
        found = FOUND_OPEN;
        break;
    default:
        break;
    }
    report_syntax(reader, expected, found, *yypcontext_location(context));
    return 0;
}

/* Only for a parser stack that is full, which no text reaches: see ERRORS_LIMIT. */
static void net_error(const NET_LTYPE *place, struct reader *reader, yyscan_t scanner,
                      const char *message) {
    (void)scanner;
    diag_error(reader->diags, *place, "cannot read on: %s", message);
}
