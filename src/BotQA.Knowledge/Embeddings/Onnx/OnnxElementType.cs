namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>The element types of ONNX tensors in use here; the numbers are those of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxElementType
{
    Single = 1,
    Byte = 2,
    SByte = 3,
    Int32 = 6,
    Int64 = 7,
    Half = 10,
}
