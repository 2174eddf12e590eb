using Google.Protobuf;

namespace BotQA.Knowledge.Embeddings.Onnx;

/// <summary>
/// Writes a graph in ONNX's protobuf format. The field numbers are those of onnx.proto (https://github.com/onnx/onnx).
/// Constants are streamed, so that writing takes no second copy of the weights.
/// </summary>
internal static class OnnxWriter
{
    private const int IrVersion = 8;
    private const int OpsetVersion = 17;
    private const int ContribVersion = 1;

    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    /// <summary>Writes <paramref name="graph"/> to <paramref name="stream"/>, which is left open.</summary>
    public static void Write(OnnxGraph graph, Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        WriteInteger(output, 1, IrVersion);
        WriteText(output, 2, "BotQA");
        WriteMessage(output, 8, opset => WriteOperatorSet(opset, string.Empty, OpsetVersion));
        WriteMessage(output, 8, opset => WriteOperatorSet(opset, OnnxGraph.ContribDomain, ContribVersion));

        var body = ToBytes(part => WriteBody(part, graph));
        var constants = graph.Constants.Select(constant => (Header: ToBytes(part => WriteConstantHeader(part, constant)), constant.Data)).ToList();
        var length = body.Length + constants.Sum(constant => FieldSize(5, ConstantSize(constant.Header, constant.Data)));
        output.WriteTag(7, WireFormat.WireType.LengthDelimited);
        output.WriteLength(length);
        WriteRaw(body);
        foreach (var (header, data) in constants)
        {
            output.WriteTag(5, WireFormat.WireType.LengthDelimited);
            output.WriteLength(ConstantSize(header, data));
            WriteRaw(header);
            output.WriteTag(9, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(data));
        }

        void WriteRaw(byte[] bytes)
        {
            output.Flush();
            stream.Write(bytes);
        }
    }

    private static int ConstantSize(byte[] header, ReadOnlyMemory<byte> data) => header.Length + FieldSize(9, data.Length);

    private static int FieldSize(int field, int length) => CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeLengthSize(length) + length;

    private static void WriteOperatorSet(CodedOutputStream output, string domain, int version)
    {
        WriteText(output, 1, domain);
        WriteInteger(output, 2, version);
    }

    private static void WriteBody(CodedOutputStream output, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            WriteMessage(output, 1, part => WriteNode(part, node));
        }

        WriteText(output, 2, "botqa");
        foreach (var input in graph.Inputs)
        {
            WriteMessage(output, 11, part => WriteValue(part, input));
        }

        foreach (var value in graph.Outputs)
        {
            WriteMessage(output, 12, part => WriteValue(part, value));
        }
    }

    private static void WriteNode(CodedOutputStream output, OnnxNode node)
    {
        foreach (var input in node.Inputs)
        {
            WriteText(output, 1, input);
        }

        foreach (var name in node.Outputs)
        {
            WriteText(output, 2, name);
        }

        WriteText(output, 3, node.Outputs[0]);
        WriteText(output, 4, node.Operator);
        foreach (var attribute in node.Attributes)
        {
            WriteMessage(output, 5, part => WriteAttribute(part, attribute));
        }

        WriteText(output, 7, node.Domain);
    }

    private static void WriteAttribute(CodedOutputStream output, OnnxAttribute attribute)
    {
        WriteText(output, 1, attribute.Name);
        if (attribute.Float is { } number)
        {
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(number);
            WriteInteger(output, 20, FloatAttribute);
        }
        else if (attribute.Integer is { } integer)
        {
            WriteInteger(output, 3, integer);
            WriteInteger(output, 20, IntegerAttribute);
        }
        else
        {
            foreach (var item in attribute.Integers!)
            {
                WriteInteger(output, 8, item);
            }

            WriteInteger(output, 20, IntegersAttribute);
        }
    }

    private static void WriteConstantHeader(CodedOutputStream output, OnnxConstant constant)
    {
        foreach (var length in constant.Shape)
        {
            WriteInteger(output, 1, length);
        }

        WriteInteger(output, 2, (int)constant.ElementType);
        WriteText(output, 8, constant.Name);
    }

    private static void WriteValue(CodedOutputStream output, OnnxValue value)
    {
        WriteText(output, 1, value.Name);
        WriteMessage(output, 2, type => WriteMessage(type, 1, tensor =>
        {
            WriteInteger(tensor, 1, (int)value.ElementType);
            WriteMessage(tensor, 2, shape =>
            {
                foreach (var dimension in value.Shape)
                {
                    WriteMessage(shape, 1, part => WriteDimension(part, dimension));
                }
            });
        }));
    }

    private static void WriteDimension(CodedOutputStream output, string dimension)
    {
        if (int.TryParse(dimension, out var length))
        {
            WriteInteger(output, 1, length);
        }
        else
        {
            WriteText(output, 2, dimension);
        }
    }

    private static void WriteInteger(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void WriteText(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(ToBytes(write)));
    }

    private static byte[] ToBytes(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, bufferSize: 256, leaveOpen: true))
        {
            write(output);
        }

        return buffer.ToArray();
    }
}
