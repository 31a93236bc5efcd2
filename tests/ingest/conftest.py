from tests.ingest.pipeline_bench import bench

__all__ = ["bench"]
