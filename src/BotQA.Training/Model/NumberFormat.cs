namespace BotQA.Training.Model;

/// <summary>How numbers are written.</summary>
internal enum NumberFormat
{
    /// <summary>Floats of 32 bits.</summary>
    Single,

    /// <summary>Floats of 16 bits.</summary>
    Half,

    /// <summary>Matrices as integers of 8 bits with a scale for each 64 of a row, all else in 16 bits.</summary>
    Packed,
}
