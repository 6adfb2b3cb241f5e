using System.Reflection;
using System.Reflection.Emit;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>One instruction of a method's body.</summary>
/// <param name="Offset">Where it is.</param>
/// <param name="Next">Where the one after it is.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">A token, an index, the offset of a jump, or the offsets of a switch.</param>
internal readonly record struct Instruction(int Offset, int Next, OpCode Code, object? Operand)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public int Token => (int)Operand!;

    /// <summary>Where it may go on but at the next.</summary>
    public IReadOnlyList<int> Jumps => Code.OperandType switch
    {
        OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => [(int)Operand!],
        OperandType.InlineSwitch => (int[])Operand!,
        _ => [],
    };

    public static IEnumerable<Instruction> Of(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var start = at;
            short value = il[at++];
            if (value == 0xfe) value = (short)(0xfe00 | il[at++]);
            var code = Codes[value];
            var operand = OperandOf(il, code, ref at);
            yield return new(start, at, code, operand);
        }
    }

    private static object? OperandOf(byte[] il, OpCode code, ref int at)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return null;
            case OperandType.ShortInlineBrTarget:
                return (sbyte)il[at++] + at;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                return (int)il[at++];
            case OperandType.InlineVar:
                at += 2;
                return (int)BitConverter.ToUInt16(il, at - 2);
            case OperandType.InlineI8 or OperandType.InlineR:
                at += 8;
                return null;
            case OperandType.InlineBrTarget:
                at += 4;
                return BitConverter.ToInt32(il, at - 4) + at;
            case OperandType.InlineSwitch:
                var count = BitConverter.ToInt32(il, at);
                var end = at += 4 + (4 * count);
                return Enumerable.Range(0, count).Select(i => BitConverter.ToInt32(il, end - (4 * (count - i))) + end).ToArray();
            default:
                at += 4;
                return BitConverter.ToInt32(il, at - 4);
        }
    }
}
