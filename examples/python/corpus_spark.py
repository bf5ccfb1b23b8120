#!/usr/bin/env python3
"""corpus_spark.py FOLDER OUTPUT: the leaves of every document under a folder as one Parquet data set, by PySpark.

Spark finds, splits and carries the files; the only thing of ours is the function that it maps over them. FOLDER may be
anything Spark reads (hdfs://, s3a://). A document that cannot be read is a row with its error.
"""
import sys

SCHEMA = """source string, error string, plan int, plan_title string, path string, tasks array<string>, label string,
    text string, lead array<string>, responsible array<string>, support array<string>, deadline string, due date,
    ongoing boolean"""
FROM_DOCUMENT = ["plan", "plan_title", "path", "tasks", "label", "text", "lead", "responsible", "support", "deadline",
                 "due", "ongoing"]


def leaves(batches):
    """Batches of (path, content) become batches of leaves; runs on the workers."""
    import gkplan
    import pyarrow

    empty = pyarrow.table(gkplan.read(b"\n")).select(FROM_DOCUMENT).schema.empty_table()
    for batch in batches:
        for row in batch.to_pylist():
            error = None
            try:
                table = pyarrow.table(gkplan.read(row["content"], source_name=row["path"])).select(FROM_DOCUMENT)
            except gkplan.Error as failure:
                error = str(failure)
                nulls = {field.name: pyarrow.nulls(1, field.type) for field in empty.schema}
                table = pyarrow.table(nulls)
            for name, value in (("error", error), ("source", row["path"])):
                column = pyarrow.array([value] * table.num_rows, pyarrow.string())
                table = table.add_column(0, name, column)
            yield from table.to_batches()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("gkplan").getOrCreate()
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(sys.argv[1])
    files.select("path", "content").mapInArrow(leaves, SCHEMA).write.mode("overwrite").parquet(sys.argv[2])
    written = spark.read.parquet(sys.argv[2])
    print(written.select("source").distinct().count(), "documents,", written.where("error is null").count(), "leaves,",
          written.where("error is not null").count(), "not read")
    spark.stop()


if __name__ == "__main__":
    main()
