//! 福祉用具サービス計画書 (the plan for welfare equipment), beside ケアプランデータ連携標準仕様.
//!
//! Not written yet. The official layout of this plan is not public; what this crate will hold is a
//! provisional proposal and will be called so everywhere.
