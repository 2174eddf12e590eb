namespace BotQA.Knowledge.Embeddings;

/// <summary>How exactly the embedded model computes.</summary>
public enum EmbeddingPrecision
{
    /// <summary>8-bit integers: nearly twice as fast and a quarter of the memory; vectors differ from <see cref="Full"/> by a cosine of about .998.</summary>
    Quantized,

    /// <summary>32-bit floats, with weights kept in 16 bits.</summary>
    Full,
}
