#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#include "paper/paper.h"
bool paper_pdf(const struct paper *p, struct buf *o, struct faults *f){(void)p;(void)f;buf_add_cstring(o,"%PDF-1.7 x");return true;}
bool paper_docx(const struct paper *p, struct buf *o, struct faults *f){(void)p;(void)f;buf_add_cstring(o,"PK x");return true;}
