/** @file
 * libgkplan: a Chinese work plan (分解表) from Word, text, HTML or PDF text becomes a tree of C structs.
 *
 * A whole program:
 *
 *     #include <gkplan/gkplan.h>
 *     #include <stdio.h>
 *
 *     int main(int argc, char **argv)
 *     {
 *         gkplan_document *document;
 *         gkplan_error *error;
 *         if (argc != 2 || gkplan_document_read_file(argv[1], NULL, &document, &error) != GKPLAN_STATUS_OK)
 *             return 2;
 *         const gkplan_plan *plan = gkplan_document_first_plan(document);
 *         for (const gkplan_node *node = plan ? plan->first_node : NULL; node; node = gkplan_node_next(node))
 *             printf("%*s%s%s\n", (int)(2 * node->level), "", node->label, node->text);
 *         gkplan_document_free(document);
 *     }
 *
 * document.h reads, plan.h is the tree, walk.h helps to walk it, layout.h is the faithful table below it,
 * diagnostic.h says the doubts, check.h finds what should not be published as it is, diff.h says what changed
 * between two documents, write.h writes JSON and others, arrow.h hands the leaves to Apache Arrow, options.h
 * and limits.h steer a read.
 */
#ifndef GKPLAN_GKPLAN_H
#define GKPLAN_GKPLAN_H

#include <gkplan/allocator.h>
#include <gkplan/arrow.h>
#include <gkplan/check.h>
#include <gkplan/diagnostic.h>
#include <gkplan/diff.h>
#include <gkplan/document.h>
#include <gkplan/layout.h>
#include <gkplan/limits.h>
#include <gkplan/options.h>
#include <gkplan/plan.h>
#include <gkplan/status.h>
#include <gkplan/version.h>
#include <gkplan/walk.h>
#include <gkplan/write.h>

#endif
