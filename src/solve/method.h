/** Ways to solve a model, by the names that users type. */
#ifndef YP_SOLVE_METHOD_H
#define YP_SOLVE_METHOD_H

/** `auto` takes the native solver where it applies and was measured to be faster, else HiGHS; `native` is the
 * interior point on the tensor; `choose` is HiGHS by the method that suits it; the others are methods of
 * HiGHS. */
#define YP_METHOD_LIST(X)           \
    X(YP_METHOD_AUTO, "auto")       \
    X(YP_METHOD_NATIVE, "native")   \
    X(YP_METHOD_CHOOSE, "choose")   \
    X(YP_METHOD_SIMPLEX, "simplex") \
    X(YP_METHOD_IPX, "ipx")         \
    X(YP_METHOD_HIPO, "hipo")       \
    X(YP_METHOD_PDLP, "pdlp")       \
    X(YP_METHOD_QP, "qp")           \
    X(YP_METHOD_MIP, "mip")         \
    X(YP_METHOD_STEPS, "steps")

typedef enum {
#define X(code, word) code,
    YP_METHOD_LIST(X)
#undef X
} yp_method;

#endif
